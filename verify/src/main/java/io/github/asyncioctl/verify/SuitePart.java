package io.github.asyncioctl.verify;

import java.util.List;
import java.util.function.Consumer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tests of the project itself, which this jar contains.
 *
 * @param name the part's name
 * @param tests classes or methods
 */
record SuitePart(String name, List<? extends DiscoverySelector> tests) implements Part {
  @Override
  public void run(Consumer<Item> found) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
    try (Printed printed = Printed.capture()) {
      LauncherFactory.create().execute(request, new Tests(found, printed));
    }
  }
}
