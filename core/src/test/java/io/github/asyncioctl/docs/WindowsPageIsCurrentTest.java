package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.facts.FactTable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/windows-and-wine.md is what the table of facts says. */
class WindowsPageIsCurrentTest {
  @Test
  void thePageIsCurrent() {
    assertThat(Pages.read(WindowsPage.path()))
        .as("docs/windows-and-wine.md is out of date: " + WindowsPage.REGENERATE)
        .isEqualTo(WindowsPage.text());
  }

  @Test
  void whatTheTableNamesIsDescribed() {
    assertThat(EngineFact.ALL)
        .extracting(EngineFact::id)
        .containsExactlyInAnyOrderElementsOf(
            FactTable.facts().stream()
                .flatMap(WindowsPage::engineFacts)
                .collect(Collectors.toSet()));
  }
}
