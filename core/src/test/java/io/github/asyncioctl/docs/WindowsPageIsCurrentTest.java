package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** docs/windows-and-wine.md is what the table of facts says. */
class WindowsPageIsCurrentTest {
  @Test
  void thePageIsCurrent() {
    assertThat(Pages.read(WindowsPage.path()))
        .as("docs/windows-and-wine.md is out of date: " + WindowsPage.REGENERATE)
        .isEqualTo(WindowsPage.text());
  }
}
