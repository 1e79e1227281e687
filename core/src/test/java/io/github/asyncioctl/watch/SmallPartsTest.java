package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.FakeNetwork.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The small parts of a watch, each by itself. */
class SmallPartsTest {
  private final List<Object> done = new ArrayList<>();
  private final ManualExecutor executor = new ManualExecutor();
  private final Serial serial = new Serial(executor, done::add);

  @Test
  void whatATaskThrowsIsATaskBehindThoseThatThereAre() {
    IllegalStateException thrown = new IllegalStateException("as the test wants it");
    serial.execute(
        () -> {
          throw thrown;
        });
    serial.execute(() -> done.add("next"));
    executor.runAll();
    assertThat(done).containsExactly("next", thrown);
    serial.execute(() -> done.add("last"));
    executor.runAll();
    assertThat(done).last().isEqualTo("last");
  }

  @Test
  void theEndOfAnotherOperationIsNotTheAlarms() {
    CompletableFuture<Void> operation = new CompletableFuture<>();
    Alarm alarm = new Alarm(Alarm.Sort.ROUTES, () -> operation);
    assertThat(alarm.arm()).isSameAs(operation);
    assertThat(alarm.hasEnded(new CompletableFuture<>())).isFalse();
    assertThat(alarm.arm()).as("armed still").isNull();
    assertThat(alarm.hasEnded(operation)).isTrue();
    assertThat(alarm.arm()).isSameAs(operation);
  }

  @Test
  void aFamilyWithoutAnEngineIsThatOfItsDestination() {
    assertThat(new PolledFamily(address("192.0.2.1"), executor).family())
        .isEqualTo(StandardProtocolFamily.INET);
    assertThat(new PolledFamily(address("2001:db8::1"), executor).family())
        .isEqualTo(StandardProtocolFamily.INET6);
  }

  @Test
  @SuppressWarnings("removal")
  void theNamesOfAChangeBefore01AreThere() {
    Optional<Throwable> failure = Optional.of(new IllegalStateException("as the test wants it"));
    Change<String> change = new Change<>(Set.of(), Set.of(), Set.of(), 7, failure);
    assertThat(change.collapsed()).isEqualTo(7);
    assertThat(change.trouble()).isEqualTo(failure);
  }
}
