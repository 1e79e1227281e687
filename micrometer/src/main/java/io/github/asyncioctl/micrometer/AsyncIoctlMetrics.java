package io.github.asyncioctl.micrometer;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The figures of an engine ({@link AsyncIoctl#stats()}) as meters:
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>type</th><th>unit</th><th>tags</th></tr>
 *   <tr><td>asyncioctl.operations.pending</td><td>gauge</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.operations.started</td><td>counter</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.operations.completed</td><td>counter</td><td>operations</td>
 *       <td>when = at-once, later</td></tr>
 *   <tr><td>asyncioctl.operations.cancelled</td><td>counter</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.operations.failed</td><td>counter</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.operations.inconsistent</td><td>counter</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.operations.retained</td><td>gauge</td><td>operations</td><td></td></tr>
 *   <tr><td>asyncioctl.memory.retained</td><td>gauge</td><td>bytes</td><td></td></tr>
 *   <tr><td>asyncioctl.lanes</td><td>gauge</td><td>lanes</td><td></td></tr>
 *   <tr><td>asyncioctl.waiter.wakeups</td><td>counter</td><td>wakeups</td><td></td></tr>
 * </table>
 *
 * <p>What each one counts is told at {@link IoctlStats}. Operations that were cancelled and those
 * that failed are among the completed ones. The meters cost nothing between two looks at them.
 *
 * <p>Closing this takes the meters out of every registry. Until then a registry shows the last
 * figures of an engine that was closed for as long as somebody holds it; the registry itself does
 * not keep the engine alive. Binding puts the meters in the place of those that have the same names
 * and tags: the engine that was bound last is the one that is shown. All methods are for any
 * thread.
 */
public final class AsyncIoctlMetrics implements MeterBinder, AutoCloseable {
  private final AsyncIoctl io;
  private final Tags tags;
  private final List<Binding> bindings = new ArrayList<>();

  /**
   * The meters of an engine, without tags of the caller's.
   *
   * @param io the engine
   */
  public AsyncIoctlMetrics(AsyncIoctl io) {
    this(io, List.of());
  }

  /**
   * The meters of an engine.
   *
   * @param io the engine
   * @param tags added to each meter; where there are several engines, something that tells them
   *     apart, or only the one that was bound last is shown
   */
  public AsyncIoctlMetrics(AsyncIoctl io, Iterable<Tag> tags) {
    this.io = Objects.requireNonNull(io, "io");
    this.tags = Tags.of(tags);
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    unbind(binding -> binding.isIn(registry));
    bindings.add(new Binding(registry, meters()));
  }

  /**
   * Takes the meters out of every registry, but for those that another engine's have replaced. The
   * engine goes on; where its last figures are of interest, close this after it.
   */
  @Override
  public synchronized void close() {
    unbind(any -> true);
  }

  private void unbind(Predicate<Binding> which) {
    bindings.stream().filter(which).forEach(Binding::remove);
    bindings.removeIf(which);
  }

  private List<Function<MeterRegistry, Meter>> meters() {
    String operations = BaseUnits.OPERATIONS;
    return List.of(
        gauge("operations.pending", operations, IoctlStats::pending)
                .description("Operations in the kernel's hands or on their way there")
            ::register,
        counter("operations.started", operations, IoctlStats::started)
                .description("Operations that were issued")
            ::register,
        counter("operations.completed", operations, IoctlStats::completedAtOnce)
                .tag("when", "at-once")
                .description("Operations that ended, with whatever outcome")
            ::register,
        counter("operations.completed", operations, IoctlStats::completedLater)
                .tag("when", "later")
                .description("Operations that ended, with whatever outcome")
            ::register,
        counter("operations.cancelled", operations, IoctlStats::cancelled)
                .description("Those of them that ended because of a cancel, a timeout or a close")
            ::register,
        counter("operations.failed", operations, IoctlStats::failed)
                .description("Those of them that the system ended with another error")
            ::register,
        counter("operations.inconsistent", operations, IoctlStats::inconsistent)
                .description("Completions that reported more bytes than the buffer holds")
            ::register,
        gauge("operations.retained", operations, IoctlStats::retained)
                .description("Operations that the kernel never gave back")
            ::register,
        gauge("memory.retained", BaseUnits.BYTES, IoctlStats::retainedBytes)
                .description("Memory that is kept for good, since the kernel did not give it back")
            ::register,
        gauge("lanes", "lanes", IoctlStats::lanes)
                .description("Events that the waiter waits for on behalf of operations")
            ::register,
        counter("waiter.wakeups", "wakeups", IoctlStats::wakeUps)
                .description("How often the waiter came back from its wait")
            ::register);
  }

  private Gauge.Builder<AsyncIoctl> gauge(
      String name, String unit, ToDoubleFunction<IoctlStats> value) {
    return Gauge.builder("asyncioctl." + name, io, engine -> value.applyAsDouble(engine.stats()))
        .tags(tags)
        .baseUnit(unit);
  }

  private FunctionCounter.Builder<AsyncIoctl> counter(
      String name, String unit, ToDoubleFunction<IoctlStats> value) {
    return FunctionCounter.builder(
            "asyncioctl." + name, io, engine -> value.applyAsDouble(engine.stats()))
        .tags(tags)
        .baseUnit(unit);
  }
}
