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
 * The counters of an engine ({@link AsyncIoctl#stats()}) as meters:
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
 * <p>{@link IoctlStats} says what each one counts. Cancelled and failed operations also count as
 * completed. The meters cost nothing while nothing reads them.
 *
 * <p>Closing this removes the meters from every registry. Until then a registry shows the last
 * values of a closed engine as long as the engine is reachable; the registry itself does not keep
 * the engine alive. Binding replaces meters with the same names and tags: the registry shows the
 * engine that was bound last. All methods are thread-safe.
 */
public final class AsyncIoctlMetrics implements MeterBinder, AutoCloseable {
  private final AsyncIoctl io;
  private final Tags tags;
  private final List<Binding> bindings = new ArrayList<>();

  /**
   * The meters of an engine, without further tags.
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
   * @param tags added to each meter; if there are several engines, use tags that distinguish them,
   *     otherwise the registry shows only the engine that was bound last
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
   * Removes the meters from every registry, except those that another engine has replaced. The
   * engine keeps running; to see its last values, close this after the engine.
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
                .description("Operations that the kernel has or will get")
            ::register,
        counter("operations.started", operations, IoctlStats::started)
                .description("Operations that were issued")
            ::register,
        counter("operations.completed", operations, IoctlStats::completedAtOnce)
                .tag("when", "at-once")
                .description("Operations that ended, with any outcome")
            ::register,
        counter("operations.completed", operations, IoctlStats::completedLater)
                .tag("when", "later")
                .description("Operations that ended, with any outcome")
            ::register,
        counter("operations.cancelled", operations, IoctlStats::cancelled)
                .description("Completed operations that a cancel, a timeout or a close ended")
            ::register,
        counter("operations.failed", operations, IoctlStats::failed)
                .description("Completed operations that the system ended with another error")
            ::register,
        counter("operations.inconsistent", operations, IoctlStats::inconsistent)
                .description("Completions that reported more bytes than the buffer holds")
            ::register,
        gauge("operations.retained", operations, IoctlStats::retained)
                .description("Operations that the kernel never released")
            ::register,
        gauge("memory.retained", BaseUnits.BYTES, IoctlStats::retainedBytes)
                .description("Memory that is never freed, because the kernel did not release it")
            ::register,
        gauge("lanes", "lanes", IoctlStats::lanes)
                .description("Events that the waiter waits for, shared by the operations")
            ::register,
        counter("waiter.wakeups", "wakeups", IoctlStats::wakeUps)
                .description("How often the waiter woke up")
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
