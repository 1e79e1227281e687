package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void eachCaseHasAFormThatAPeersLinesHave(String mode) {
    assertThat(Plan.of(mode))
        .flatExtracting(Job::cases)
        .allSatisfy(each -> assertThat(each).matches("[a-z]+-[0-9]+:[0-9]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void whateverIsComparedIsRunByC(String mode) {
    for (String variant : List.of("asyncioctl", "asyncioctl-direct", "go")) {
      for (String name : namesOf(mode, variant)) {
        if (!name.startsWith("startup-")) {
          assertThat(namesOf(mode, Results.base(name))).contains(name);
        }
      }
    }
  }

  private static List<String> namesOf(String mode, String variant) {
    return Plan.of(mode).stream()
        .filter(job -> job.variant().equals(variant))
        .flatMap(job -> job.cases().stream())
        .map(each -> each.substring(0, each.indexOf(':')))
        .toList();
  }

  @Test
  void otherModesAreRefused() {
    assertThatThrownBy(() -> Plan.of("slow")).hasMessageContaining("slow");
  }

  @Test
  void withoutSomebodyWhoChangesAddressesTheOtherCasesAreLeft() {
    Job job = Job.of("go", 1, "pipe-1:10 change-1000:1 few-50000:1");
    assertThat(job.withoutAddressChanges().cases()).containsExactly("pipe-1:10");
  }

  @Test
  void nativePeersThatWereNotMadeAreTold(@TempDir Path empty) {
    Peers peers = new Peers(empty);
    assertThat(peers.missing("go"))
        .hasValueSatisfying(problem -> assertThat(problem).contains("peer-go.exe", "setup"));
    assertThat(peers.missing("c-poll")).isPresent();
    assertThat(peers.missing("asyncioctl")).isEmpty();
  }

  @Test
  void theCommandEndsWithTheVariantAndItsCases(@TempDir Path folder) {
    Peers peers = new Peers(folder);
    Job job = Job.of("c-poll", 1, "pipe-1:10 pipe-64:10");
    assertThat(peers.command(job))
        .containsExactly(
            folder.resolve("peer.exe").toString(), "c-poll", "pipe-1:10", "pipe-64:10");
    assertThat(peers.command(Job.of("engine", 1, "engine-1000:1")))
        .endsWith("io.github.asyncioctl.benchmarks.jmh.JmhPeer", "engine", "engine-1000:1");
  }
}
