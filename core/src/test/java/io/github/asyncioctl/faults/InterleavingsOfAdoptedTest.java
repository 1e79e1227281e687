package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An operation that was to complete on its caller's thread and pends: everything that can happen to
 * it from inside its starting call on, in every order.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@Tag("faults")
class InterleavingsOfAdoptedTest {
  /** The caller's call has entered the kernel before any of them. */
  private enum Event {
    START_RETURNS,
    COMPLETES,
    SIGNALLED,
    CLOSE_SOCKET,
    CLOSE_ENGINE,
    CANCEL,
    CALLER_EXITS,
    BY_HAND
  }

  /** What the caller does when its call has returned. */
  private static final Set<Event> OF_THE_CALLER =
      EnumSet.of(Event.CANCEL, Event.CALLER_EXITS, Event.BY_HAND);

  private static boolean precedes(Event first, Event second) {
    return (first == Event.COMPLETES && second == Event.SIGNALLED)
        || (first == Event.START_RETURNS && OF_THE_CALLER.contains(second));
  }

  @Test
  void everyOrder(TestReporter reporter) {
    run(Personality.WINDOWS, List.of(Event.values()).subList(0, 7), reporter);
  }

  @ParameterizedTest
  @Tag("exhaustive")
  @Timeout(value = 900, threadMode = SEPARATE_THREAD)
  @EnumSource
  void everyOrderWithAnEndByHand(Personality personality, TestReporter reporter) {
    run(personality, List.of(Event.values()), reporter);
  }

  private static void run(Personality personality, List<Event> events, TestReporter reporter) {
    int count =
        Orders.forEach(
            events,
            InterleavingsOfAdoptedTest::precedes,
            order -> {
              try {
                new Course(personality).run(order);
              } catch (AssertionError | KernelException e) {
                throw new AssertionError(order + ": " + e.getMessage(), e);
              }
            });
    assertThat(count).isPositive();
    reporter.publishEntry("schedules", "" + count);
  }

  /** One operation in one engine, because an engine learns that the code pends. */
  private static final class Course {
    private final CountDownLatch returned = new CountDownLatch(1);
    private final Rig rig;
    private final SimulatedTarget socket;
    private Thread caller;
    private volatile Op op;
    private PendingIoctl pending;
    private String end;
    private String winner;
    private Future<?> closing;

    Course(Personality personality) {
      rig = Rig.patient(personality, this::gated, Duration.ofSeconds(20));
      socket = rig.socket();
    }

    /** A kernel out of which a starting call does not return before it may. */
    private Kernel gated(SimulatedKernel sim) {
      return (Kernel)
          Proxy.newProxyInstance(
              Kernel.class.getClassLoader(),
              new Class<?>[] {Kernel.class},
              (proxy, method, args) -> call(sim, method, args));
    }

    private Object call(SimulatedKernel sim, Method method, Object[] args) throws Throwable {
      try {
        Object result = method.invoke(sim, args);
        if (Thread.currentThread() == caller && method.getName().equals("socketIoctl")) {
          returned.await();
        }
        return result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    void run(List<Event> order) throws KernelException {
      rig.open();
      caller = new Thread(() -> op = rig.submit(socket, Rig.WRONG, 8), "caller");
      caller.setDaemon(true);
      caller.start();
      rig.awaitInKernel("not issued", () -> !rig.sim.pendings().isEmpty());
      pending = rig.sim.pendings().get(0);
      try {
        for (Event each : order) {
          perform(each);
          rig.settle();
          if (end == null && !rig.sim.isPending(pending)) {
            end = each == Event.COMPLETES ? Op.answer(5) : Op.ABORTED;
          }
        }
      } finally {
        returned.countDown();
      }
      rig.awaitClosed(closing);
      assertThat(op.thrown).isNull();
      Rig.await("it never ends", op::isDone);
      assertThat(op.outcome()).isEqualTo(winner != null ? winner : end);
      assertThat(rig.isDead()).as("dead").isFalse();
      assertThat(rig.sim.packets()).isZero();
      Schedule.checkNothingKept(rig);
    }

    private void perform(Event event) {
      switch (event) {
        case START_RETURNS -> {
          returned.countDown();
          Rig.await("the call does not return", () -> op != null);
        }
        case COMPLETES -> {
          if (rig.sim.isPending(pending)) {
            rig.sim.writeStatus(pending, 0, new byte[5]);
          }
        }
        case SIGNALLED -> rig.sim.signal(pending);
        case CLOSE_SOCKET -> {
          socket.close();
          rig.sim.handleClosed(socket.handle());
        }
        case CLOSE_ENGINE -> closing = rig.beginClose();
        case CANCEL -> {
          if (op.future.cancel(true)) {
            winner = Op.CANCELLED;
          }
        }
        case BY_HAND -> {
          if (op.future.complete(Op.HAND)) {
            winner = Op.BY_HAND;
          }
        }
        case CALLER_EXITS -> rig.sim.threadExited(caller);
      }
    }
  }
}
