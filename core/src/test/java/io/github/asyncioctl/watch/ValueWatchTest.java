package io.github.asyncioctl.watch;

import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_ROUTING_INTERFACE_QUERY;
import static io.github.asyncioctl.watch.FakeNetwork.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A watch of one value tells that value, and the one before. */
class ValueWatchTest {
  private static final int WSAENETUNREACH = 10051;

  private final FakeIssuer io = new FakeIssuer();
  private final ManualExecutor executor = new ManualExecutor();
  private final ManualTimer timer = new ManualTimer();
  private final List<ValueChange<LocalAddress>> heard = new ArrayList<>();
  private final ValueWatch<LocalAddress> watch =
      new ValueWatch<>(new RouteSource(io, address("192.0.2.1")), null, executor, timer);

  private static Optional<LocalAddress> local(String text) {
    return Optional.of(LocalAddress.of(address(text)));
  }

  private static ValueChange<LocalAddress> change(
      Optional<LocalAddress> current, Optional<LocalAddress> previous) {
    return new ValueChange<>(current, previous, 0, Optional.empty());
  }

  private static IOException unreachable() {
    return TestFailures.failures()
        .failure(
            new SimulatedTarget(0x44, true), 1, WSAENETUNREACH, 0, 0, ByteBuffer.allocate(0), "");
  }

  private void changeTo(Object answer) {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, answer);
    io.last(SIO_ROUTING_INTERFACE_CHANGE).future().complete("changed");
    executor.runAll();
  }

  @Test
  void aSubscriberGetsWhatItRequestsAndHearsOfTheEnd() {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    FirstChange<ValueChange<LocalAddress>, Optional<LocalAddress>> first =
        new FirstChange<>(ValueChange::current);
    watch.subscribe(first);
    FirstChange<ValueChange<LocalAddress>, Optional<LocalAddress>> none =
        new FirstChange<>(change -> null);
    watch.subscribe(none);
    executor.runAll();
    assertThat(first.future()).isCompletedWithValue(local("10.0.0.1"));
    assertThat(none.future()).isNotDone();
    watch.close();
    executor.runAll();
    assertThat(none.future()).isCompletedExceptionally();
    assertThat(io.last(SIO_ROUTING_INTERFACE_CHANGE).future()).isCancelled();
  }

  @Test
  void theValueAndTheOneBefore() {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    Registration registration = watch.listen(heard::add);
    executor.runAll();
    CompletableFuture<ValueChange<LocalAddress>> next = watch.next();
    executor.runAll();
    changeTo(address("10.0.0.2"));
    changeTo(unreachable());
    changeTo(address("10.0.0.3"));

    assertThat(heard)
        .containsExactly(
            change(local("10.0.0.1"), Optional.empty()),
            change(local("10.0.0.2"), local("10.0.0.1")),
            change(Optional.empty(), local("10.0.0.2")),
            change(local("10.0.0.3"), Optional.empty()));
    assertThat(next).isCompletedWithValue(heard.get(1));

    registration.close();
    executor.runAll();
    assertThat(io.last(SIO_ROUTING_INTERFACE_CHANGE).future()).isCancelled();
  }

  @Test
  void aFailureLeavesTheValueKnownLast() {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    watch.listen(heard::add);
    executor.runAll();
    IOException failure = new IOException("as the test wants it");
    io.last(SIO_ROUTING_INTERFACE_CHANGE).future().completeExceptionally(failure);
    executor.runAll();

    assertThat(heard).hasSize(2);
    assertThat(heard.get(1).current()).isEqualTo(local("10.0.0.1"));
    assertThat(heard.get(1).failure()).contains(failure);
  }

  @Test
  void aClosedEngineIsTheLastThingThatAListenerHears() {
    io.answer(SIO_ROUTING_INTERFACE_QUERY, address("10.0.0.1"));
    watch.listen(heard::add);
    executor.runAll();
    IllegalStateException closed = new IllegalStateException("the engine is closed");
    io.last(SIO_ROUTING_INTERFACE_CHANGE).future().completeExceptionally(closed);
    executor.runAll();

    assertThat(heard).hasSize(2);
    assertThat(heard.get(1))
        .isEqualTo(new ValueChange<>(local("10.0.0.1"), local("10.0.0.1"), 0, Optional.of(closed)));
  }
}
