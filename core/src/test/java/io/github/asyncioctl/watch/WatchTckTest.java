package io.github.asyncioctl.watch;

import io.github.asyncioctl.reactive.Tck;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Reactive Streams TCK on watches; an optional rule does not apply. */
class WatchTckTest {
  /**
   * That all subscribers get the same elements: each subscriber of a watch gets the newest state,
   * with the difference to what it saw itself.
   */
  private static final String SAME_TO_ALL = "optional_spec111_multicast_";

  @TestFactory
  Stream<DynamicTest> watch() {
    return Tck.run(WatchTck.class, name -> name.startsWith(SAME_TO_ALL));
  }

  @TestFactory
  Stream<DynamicTest> networkWatch() {
    return Tck.run(NetworkTck.class, name -> name.startsWith(SAME_TO_ALL));
  }
}
