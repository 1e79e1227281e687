package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table and the picture of docs/safety.md show docs/long-runs.csv. */
class LongRunsAreCurrentTest {
  private static final String OUT_OF_DATE =
      "docs/long-runs.csv has changed; run\n  " + LongRuns.REGENERATE;

  @Test
  void theTableShowsTheSamples() {
    String page = Pages.read(LongRuns.page());
    assertThat(page).as(OUT_OF_DATE).isEqualTo(LongRuns.text(page));
  }

  @Test
  void thePictureShowsTheSamples() {
    assertThat(Pages.read(LongRuns.picture())).as(OUT_OF_DATE).isEqualTo(LongRuns.svg());
  }
}
