package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Codes with an input are not issued without one: a checker of nulls says so, or the call. */
class NullInputTest {
  private static Stream<Method> calls() {
    return Arrays.stream(AsyncIoctl.class.getMethods())
        .filter(method -> method.getName().matches("ioctl(Async)?|deviceIoctl(Async)?"));
  }

  private static boolean isNullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** What NullAway, Kotlin and the others read. */
  @Test
  void onlyTheBuffersOfRawCodesMayBeNull() {
    assertThat(AsyncIoctl.class.getPackage().isAnnotationPresent(NullMarked.class)).isTrue();
    List<Method> typed =
        calls().filter(call -> List.of(call.getParameterTypes()).contains(Ioctl.class)).toList();
    List<Method> raw = calls().filter(call -> !typed.contains(call)).toList();

    assertThat(typed).hasSize(12);
    assertThat(typed)
        .flatExtracting(call -> List.of(call.getParameters()))
        .noneMatch(parameter -> isNullable(parameter.getAnnotatedType()));
    assertThat(raw).hasSize(9);
    assertThat(raw)
        .allSatisfy(
            call ->
                assertThat(call.getParameters())
                    .filteredOn(parameter -> isNullable(parameter.getAnnotatedType()))
                    .extracting(Parameter::getName)
                    .containsExactly("in"));
  }

  @Test
  void withoutACheckerTheCallSaysItBeforeAnythingIsIssued() throws Exception {
    SocketHandle socket = SocketHandle.ofRaw(0x44);
    try (AsyncIoctl io = SimulatedIo.open(new SimulatedKernel(), null)) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> io.ioctlAsync(socket, Ioctls.SIO_KEEPALIVE_VALS, null),
              () -> io.ioctl(socket, Ioctls.SIO_KEEPALIVE_VALS, null),
              () -> io.deviceIoctlAsync(0x48, Ioctls.SIO_KEEPALIVE_VALS, null),
              () -> io.deviceIoctl(0x48, Ioctls.SIO_KEEPALIVE_VALS, null))) {
        assertThatNullPointerException()
            .isThrownBy(call)
            .withMessage("SIO_KEEPALIVE_VALS (0x98000004) takes an input, which must not be null");
      }
      assertThat(io.stats().started()).isZero();
    }
  }
}
