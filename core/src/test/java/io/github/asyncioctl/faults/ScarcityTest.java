package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.faults.Sites.Kind;
import io.github.asyncioctl.faults.Sites.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Memory, or a thread's stack, comes to its end once: at each place of the engine's code in turn,
 * the first time that somebody comes there, the second time, and so on.
 */
@Timeout(value = 600, threadMode = SEPARATE_THREAD)
@Tag("faults")
class ScarcityTest {
  /** How often a place may be visited before it fails. */
  private static final int VISITS = 3;

  /** As many as there are ways in which one lives, so that every class has been loaded. */
  private static final int LIVES = 6;

  private static final SiteLoader LOADER = new SiteLoader();

  @ParameterizedTest
  @EnumSource
  void nothingIsLost(Kind kind, TestReporter reporter) throws Exception {
    Sites.reset();
    for (int i = 0; i < LIVES; i++) {
      assertThat(life().call()).as("lives, if nothing is scarce").isTrue();
    }
    List<String> faults = new ArrayList<>();
    int cases = 0;
    for (Site site : Sites.all(kind)) {
      boolean hit = true;
      for (int visit = 1; hit && visit <= VISITS; visit++) {
        hit = fails(site, visit, faults);
        cases += hit ? 1 : 0;
      }
    }
    reporter.publishEntry("cases", "" + cases);
    assertThat(faults).isEmpty();
    assertThat(cases).as("cases").isGreaterThan(150);
  }

  private static boolean fails(Site site, int visit, List<String> faults) throws Exception {
    Sites.fail(site, visit);
    try {
      life().call();
    } catch (Throwable e) {
      faults.add(site.where() + ", visit " + visit + " on " + Sites.failedOn() + ": " + e);
    } finally {
      Sites.reset();
    }
    return Sites.failedOn() != null;
  }

  @SuppressWarnings("unchecked")
  private static Callable<Boolean> life() throws ReflectiveOperationException {
    return (Callable<Boolean>)
        LOADER.loadClass(EngineLife.class.getName()).getConstructor().newInstance();
  }
}
