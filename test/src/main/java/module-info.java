/**
 * Tests of code that uses asyncioctl, on any system: {@link io.github.asyncioctl.test.FakeIoctl}
 * takes the place of Windows.
 */
module io.github.asyncioctl.test {
  requires transitive io.github.asyncioctl;
  requires org.slf4j;
  requires static org.jspecify; // annotations, which no user needs

  exports io.github.asyncioctl.test;
}
