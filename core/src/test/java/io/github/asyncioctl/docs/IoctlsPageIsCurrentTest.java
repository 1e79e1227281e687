package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

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
}
