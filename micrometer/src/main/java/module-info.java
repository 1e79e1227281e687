/** Micrometer meters for asyncioctl. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no descriptor
module io.github.asyncioctl.micrometer {
  requires transitive io.github.asyncioctl;
  requires transitive micrometer.core;
  requires static org.jspecify; // annotations, which no user needs

  exports io.github.asyncioctl.micrometer;
}
