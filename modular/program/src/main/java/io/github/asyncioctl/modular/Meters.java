package io.github.asyncioctl.modular;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.micrometer.AsyncIoctlMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A class of its own, so that the JVM does not load it if its module is missing. */
final class Meters {
  private Meters() {}

  static void show(AsyncIoctl io) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new AsyncIoctlMetrics(io).bindTo(registry);
    double started = registry.get("asyncioctl.operations.started").functionCounter().count();
    System.out.println("Micrometer: " + started + " operations");
    Main.require(started >= 2, "operations are not counted");
    registry.close();
  }
}
