package io.github.asyncioctl.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.windows.Waits;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meters of an engine on the simulated kernel. */
@Timeout(60)
class AsyncIoctlMetricsTest {
  private static final int AT_ONCE = ControlCodes.FIONREAD;
  private static final int PENDING = ControlCodes.SIO_ADDRESS_LIST_CHANGE;
  private static final int FAILING = 0x48001234;
  private static final int LYING = 0x48001235;
  private static final int SUCCESS = 0;
  private static final int NOT_SUPPORTED = 10045;

  private final SimulatedKernel kernel =
      new SimulatedKernel()
          .react(AT_ONCE, Reaction.succeed(new byte[4]))
          .react(PENDING, Reaction.pend())
          .react(FAILING, Reaction.fail(NOT_SUPPORTED))
          .react(LYING, Reaction.succeed(new byte[4]).reporting(1 << 20));
  private final SocketHandle socket = SocketHandle.ofRaw(0x44);
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private AsyncIoctl io;
  private AsyncIoctlMetrics metrics;

  @BeforeEach
  void open() throws Exception {
    io = SimulatedIo.open(kernel, Runnable::run);
    metrics = new AsyncIoctlMetrics(io);
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    io.close();
  }

  private CompletableFuture<ByteBuffer> issue(int code) {
    return io.ioctlAsync(socket, code, null, 4);
  }

  private static void await(CompletableFuture<?> future) throws Exception {
    future.handle((answer, failure) -> true).get(20, TimeUnit.SECONDS);
  }

  private double value(String name, String... tags) {
    Meter meter = registry.get(name).tags(tags).meter();
    return StreamSupport.stream(meter.measure().spliterator(), false)
        .mapToDouble(measurement -> measurement.getValue())
        .sum();
  }

  @Test
  void countsByWhenAndHowOperationsEnded() throws Exception {
    await(issue(AT_ONCE));
    await(issue(AT_ONCE));
    assertThat(value("asyncioctl.operations.completed", "when", "at-once")).isEqualTo(2);
    assertThat(value("asyncioctl.operations.completed", "when", "later")).isZero();

    CompletableFuture<ByteBuffer> succeeding = issue(PENDING);
    kernel.complete(kernel.awaitPending(1).get(0), SUCCESS);
    await(succeeding);
    assertThat(value("asyncioctl.operations.completed", "when", "later")).isEqualTo(1);
    assertThat(value("asyncioctl.operations.failed")).isZero();

    await(issue(FAILING));
    assertThat(value("asyncioctl.operations.failed")).isEqualTo(1);
    assertThat(value("asyncioctl.operations.cancelled")).isZero();
    assertThat(value("asyncioctl.operations.started")).isEqualTo(4);
    assertThat(value("asyncioctl.waiter.wakeups")).isPositive();
  }

  @Test
  void showsWhatPendsAndWhatWasCancelled() throws Exception {
    CompletableFuture<ByteBuffer> change = issue(PENDING);
    List<PendingIoctl> pending = kernel.awaitPending(1);
    assertThat(pending).hasSize(1);
    assertThat(value("asyncioctl.operations.pending")).isEqualTo(1);
    assertThat(value("asyncioctl.lanes")).isEqualTo(1);

    change.cancel(true);
    Waits.untilNothingPends(io);
    assertThat(value("asyncioctl.operations.pending")).isZero();
    assertThat(value("asyncioctl.operations.cancelled")).isEqualTo(1);
  }

  @Test
  void countsCompletionsThatMakeNoSense() throws Exception {
    await(issue(LYING));
    assertThat(value("asyncioctl.operations.inconsistent")).isEqualTo(1);
  }

  @Test
  void showsWhatTheKernelNeverGaveBack() throws Exception {
    kernel.setCancels(false);
    CompletableFuture<ByteBuffer> change = issue(PENDING);
    kernel.awaitPending(1);
    Thread closing = new Thread(io::close, "closing");
    closing.start();
    Waits.until(
        "the engine is closed",
        () -> {
          kernel.advance(100);
          return !closing.isAlive();
        });
    assertThat(change).isCompletedExceptionally();
    assertThat(value("asyncioctl.operations.retained")).isEqualTo(1);
    assertThat(value("asyncioctl.memory.retained")).isEqualTo((double) io.stats().retainedBytes());
    assertThat(io.stats().retainedBytes()).isPositive();
  }

  @Test
  void metersHaveTypesUnitsAndDescriptions() {
    assertThat(registry.getMeters())
        .hasSize(11)
        .allSatisfy(
            meter -> {
              Meter.Id id = meter.getId();
              boolean isState = id.getName().matches(".*(pending|retained|lanes)");
              assertThat(id.getType()).isEqualTo(isState ? Meter.Type.GAUGE : Meter.Type.COUNTER);
              assertThat(meter.measure().iterator().next().getStatistic())
                  .isEqualTo(isState ? Statistic.VALUE : Statistic.COUNT);
              assertThat(id.getBaseUnit()).isNotBlank();
              assertThat(id.getDescription()).isNotBlank();
            });
    assertThat(registry.get("asyncioctl.memory.retained").meter().getId().getBaseUnit())
        .isEqualTo("bytes");
  }

  @Test
  void tagsTellEnginesApart() throws Exception {
    MeterRegistry both = new SimpleMeterRegistry();
    try (AsyncIoctl other = SimulatedIo.open(new SimulatedKernel(), null)) {
      new AsyncIoctlMetrics(io, Tags.of("engine", "a")).bindTo(both);
      new AsyncIoctlMetrics(other, List.of(Tag.of("engine", "b"))).bindTo(both);
      await(issue(AT_ONCE));

      assertThat(started(both, "a")).isEqualTo(1);
      assertThat(started(both, "b")).isZero();
    }
  }

  @Test
  void closingTakesTheMetersOutOfEveryRegistryAndNoOthers() throws Exception {
    MeterRegistry second = new SimpleMeterRegistry();
    registry.counter("asyncioctl.of.somebody.else");
    try (AsyncIoctl other = SimulatedIo.open(new SimulatedKernel(), null);
        AsyncIoctlMetrics metrics = new AsyncIoctlMetrics(other, Tags.of("engine", "b"))) {
      metrics.bindTo(registry);
      metrics.bindTo(second);
      assertThat(registry.getMeters()).hasSize(11 + 11 + 1);
      assertThat(second.getMeters()).hasSize(11);
    }
    assertThat(second.getMeters()).isEmpty();
    assertThat(registry.getMeters())
        .hasSize(11 + 1)
        .noneMatch(meter -> meter.getId().getTag("engine") != null);
  }

  /** As after a restart of a part of the program. */
  @Test
  void anEngineThatIsOpenedAgainShowsItsOwnFigures() throws Exception {
    await(issue(AT_ONCE));
    assertThat(value("asyncioctl.operations.started")).isEqualTo(1);
    metrics.close();
    io.close();
    assertThat(registry.getMeters()).isEmpty();

    io = SimulatedIo.open(kernel, Runnable::run);
    metrics = new AsyncIoctlMetrics(io);
    metrics.bindTo(registry);
    assertThat(value("asyncioctl.operations.started")).isZero();
    await(issue(AT_ONCE));
    await(issue(AT_ONCE));
    assertThat(value("asyncioctl.operations.started")).isEqualTo(2);
  }

  /** Somebody has forgotten to close the first, whose engine somebody holds. */
  @Test
  void theEngineThatWasBoundLastIsShown() throws Exception {
    await(issue(AT_ONCE));
    MeterRegistry filtered = new SimpleMeterRegistry();
    filtered.config().commonTags("application", "orders");
    for (MeterRegistry each : List.of(registry, filtered)) {
      metrics.bindTo(each);
      try (AsyncIoctl again = SimulatedIo.open(new SimulatedKernel(), null);
          AsyncIoctlMetrics second = new AsyncIoctlMetrics(again)) {
        second.bindTo(each);
        assertThat(each.getMeters()).hasSize(11);
        assertThat(each.get("asyncioctl.operations.started").functionCounter().count()).isZero();
        assertThat(each.get("asyncioctl.operations.pending").gauge().value()).isZero();

        metrics.close(); // too late for what is not its own any more
        assertThat(each.getMeters()).hasSize(11);
      }
      assertThat(each.getMeters()).isEmpty();
    }
  }

  @Test
  void bindingTwiceAndClosingTwiceDoNoHarm() throws Exception {
    metrics.bindTo(registry);
    assertThat(registry.getMeters()).hasSize(11);
    await(issue(AT_ONCE));
    assertThat(value("asyncioctl.operations.started")).isEqualTo(1);
    metrics.close();
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
    metrics.bindTo(registry);
    assertThat(value("asyncioctl.operations.started")).isEqualTo(1);
  }

  @Test
  void aRegistryOfRegistriesShowsAndForgetsThemToo() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    MeterRegistry part = new SimpleMeterRegistry();
    composite.add(part);
    metrics.bindTo(composite);
    assertThat(part.getMeters()).hasSize(11);
    metrics.close();
    assertThat(part.getMeters()).isEmpty();
    assertThat(composite.getMeters()).isEmpty();
  }

  @Test
  void theRegistryDoesNotKeepTheEngine() throws Exception {
    WeakReference<AsyncIoctl> closed = bindOneThatCloses();
    Waits.until(
        "the engine is collected",
        () -> {
          System.gc();
          return closed.get() == null;
        });
  }

  private WeakReference<AsyncIoctl> bindOneThatCloses() throws Exception {
    try (AsyncIoctl other = SimulatedIo.open(new SimulatedKernel(), null)) {
      new AsyncIoctlMetrics(other, Tags.of("engine", "closed")).bindTo(registry);
      return new WeakReference<>(other);
    }
  }

  private static double started(MeterRegistry registry, String engine) {
    return registry
        .get("asyncioctl.operations.started")
        .tag("engine", engine)
        .functionCounter()
        .count();
  }
}
