/** Meters of asyncioctl for Micrometer. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no descriptor
module io.github.asyncioctl.micrometer {
  requires transitive io.github.asyncioctl;
  requires transitive micrometer.core;
  requires static transitive org.jspecify;

  exports io.github.asyncioctl.micrometer;
}
