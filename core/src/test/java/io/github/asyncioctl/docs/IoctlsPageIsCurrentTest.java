package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** docs/ioctls.md is what the catalogue says. */
class IoctlsPageIsCurrentTest {
  @Test
  void thePageIsCurrent() throws IOException {
    assertThat(Files.readString(IoctlsPage.path()))
        .as("docs/ioctls.md is out of date; run\n  " + IoctlsPage.REGENERATE)
        .isEqualTo(IoctlsPage.text());
  }

  @Test
  void theTableInTheJavadocIsCurrent() {
    assertThat(Pages.read(IoctlsJavadoc.path()))
        .as("the Javadoc of Ioctls is out of date; run\n  " + IoctlsPage.REGENERATE)
        .isEqualTo(IoctlsJavadoc.text());
  }

  @Test
  void theOtherPagesCountRight() {
    int typed = Catalogue.entries().size();
    int raw = ControlCodes.class.getFields().length;
    assertThat(Pages.read(Pages.root().resolve("README.md")))
        .contains(typed + " control codes with Java types, and the numbers of " + raw);
    assertThat(Pages.read(Pages.root().resolve("docs/guide.md")))
        .contains("has " + typed + " control codes", "has the numbers of " + raw);
  }
}
