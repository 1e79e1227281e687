package io.github.asyncioctl.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The meters that one engine has in one registry. Identity distinguishes them from others, because
 * meters of another engine may have the same name and tags.
 */
final class Binding {
  private final MeterRegistry registry;
  private final Set<Meter> meters;

  /**
   * Registers meters.
   *
   * @param registrations registers one each, in whatever registry
   */
  Binding(MeterRegistry registry, List<Function<MeterRegistry, Meter>> registrations) {
    this.registry = registry;
    Set<Meter> others = identitySet(registry.getMeters());
    meters = identitySet(registrations.stream().map(each -> register(each, others)).toList());
  }

  private static Set<Meter> identitySet(Collection<Meter> meters) {
    Set<Meter> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(meters);
    return set;
  }

  /**
   * A registry keeps the first meter of a name and tags. Its filters may change both, so only it
   * knows which meter that is.
   */
  private Meter register(Function<MeterRegistry, Meter> registration, Set<Meter> others) {
    Meter meter = registration.apply(registry);
    if (!others.contains(meter)) {
      return meter;
    }
    registry.remove(meter);
    return registration.apply(registry);
  }

  boolean isIn(MeterRegistry other) {
    return registry == other;
  }

  /** Removes those that no other engine has replaced. */
  void remove() {
    registry.getMeters().stream().filter(meters::contains).forEach(registry::remove);
  }
}
