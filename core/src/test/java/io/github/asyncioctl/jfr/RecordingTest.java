package io.github.asyncioctl.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import io.github.asyncioctl.sim.SimulatedWaits;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows. */
@Timeout(60)
class RecordingTest {
  private static final int FIONREAD = 0x4004667F;
  private static final int SIO_ADDRESS_LIST_CHANGE = 0x28000017;

  @TempDir Path folder;

  private final SimulatedKernel kernel =
      new SimulatedKernel()
          .react(FIONREAD, Reaction.succeed(new byte[4]))
          .react(SIO_ADDRESS_LIST_CHANGE, Reaction.pend());
  private final SocketHandle socket = SocketHandle.ofRaw(0x1AC);

  private static void await(CompletableFuture<?> future) throws Exception {
    future.handle((answer, failure) -> null).get(20, TimeUnit.SECONDS);
  }

  @Test
  void operationsAreThereWithTheirOutcome() throws Exception {
    try (Recorded recorded = new Recorded(folder)) {
      try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
        await(io.ioctlAsync(socket, FIONREAD, null, 4));
        CompletableFuture<ByteBuffer> first = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
        kernel.awaitPending(1);
        kernel.complete(kernel.pendings().get(0), 0);
        await(first);
        CompletableFuture<ByteBuffer> closed = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
        kernel.awaitPending(1);
        kernel.complete(kernel.pendings().get(0), 0xC0000120);
        await(closed);
        kernel.react(FIONREAD, Reaction.fail(10038));
        await(io.ioctlAsync(socket, FIONREAD, null, 4));
      }
      List<RecordedEvent> events = recorded.events("Operation");
      assertThat(events).hasSize(4);
      assertThat(events)
          .allSatisfy(
              event -> {
                assertThat(event.getString("engine")).isEqualTo("simulated");
                assertThat(event.getString("function")).isEqualTo("WSAIoctl");
                assertThat(event.getString("handle")).isEqualTo("0x1ac");
              });
      RecordedEvent atOnce = events.get(0);
      assertThat(atOnce.getString("code")).isEqualTo("FIONREAD (0x4004667F)");
      assertThat(atOnce.getBoolean("atOnce")).isTrue();
      assertThat(atOnce.getInt("error")).isZero();
      assertThat(atOnce.getLong("bytes")).isEqualTo(4);
      assertThat(atOnce.getString("failure")).isNull();
      RecordedEvent pended = events.get(1);
      assertThat(pended.getString("code")).isEqualTo("SIO_ADDRESS_LIST_CHANGE (0x28000017)");
      assertThat(pended.getBoolean("atOnce")).isFalse();
      assertThat(pended.getDuration()).isPositive();
      assertThat(pended.getString("failure")).isNull();
      RecordedEvent aborted = events.get(2);
      assertThat(aborted.getInt("error")).isEqualTo(995);
      assertThat(aborted.getString("status")).isEqualTo("0xC0000120");
      assertThat(aborted.getString("failure")).contains("995");
      RecordedEvent failed = events.get(3);
      assertThat(failed.getInt("error")).isEqualTo(10038);
      assertThat(failed.getString("failure")).contains("WSAENOTSOCK");
    }
  }

  @Test
  void waitsAreThereWithTheirOutcome() throws Exception {
    SimulatedWaits system = new SimulatedWaits();
    long event = system.create(SimulatedWaits.Kind.AUTO);
    try (Recorded recorded = new Recorded(folder)) {
      try (AsyncIoctl io = SimulatedIo.open(kernel, null, system)) {
        system.signal(event);
        await(io.waitAsync(event));
        CompletableFuture<Void> later = io.waitAsync(event);
        system.signal(event);
        await(later);
        system.refuseRegister(true);
        await(io.waitAsync(event));
      }
      List<RecordedEvent> events = recorded.events("Operation");
      assertThat(events).hasSize(3);
      assertThat(events)
          .allSatisfy(
              each -> {
                assertThat(each.getString("engine")).isEqualTo("simulated");
                assertThat(each.getString("function")).isEqualTo("RegisterWaitForSingleObject");
                assertThat(each.getString("handle")).isEqualTo("0x" + Long.toHexString(event));
              });
      assertThat(events.get(0).getBoolean("atOnce")).isTrue();
      assertThat(events.get(1).getBoolean("atOnce")).isFalse();
      assertThat(events.get(1).getString("failure")).isNull();
      assertThat(events.get(2).getInt("error")).isEqualTo(1450);
      assertThat(events.get(2).getString("failure")).contains("ERROR_NO_SYSTEM_RESOURCES");
    }
  }

  @Test
  void theLifeOfAnEngineIsThere() throws Exception {
    try (Recorded recorded = new Recorded(folder)) {
      SimulatedIo.open(kernel, null).close();
      assertThat(recorded.events("Engine"))
          .extracting(event -> event.getString("moment"))
          .containsExactly("opened", "closing", "ended");
    }
  }

  @Test
  void theDeathOfAWaiterIsThere() throws Exception {
    try (Recorded recorded = new Recorded(folder)) {
      try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
        CompletableFuture<ByteBuffer> future = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
        kernel.awaitPending(1);
        kernel.failNext(Call.WAIT, 1);
        kernel.stir();
        await(future);
      }
      assertThat(recorded.events("Engine"))
          .extracting(event -> event.getString("moment"))
          .containsExactlyInAnyOrder("opened", "waiter died", "closing");
    }
  }

  @Test
  void theWaitersBatchesAreThere() throws Exception {
    try (Recorded recorded = new Recorded(folder)) {
      try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
        CompletableFuture<ByteBuffer> future = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
        kernel.awaitPending(1);
        while (!kernel.isIdle()) {
          Thread.sleep(1);
        }
        kernel.complete(kernel.pendings().get(0), 0);
        await(future);
      }
      List<RecordedEvent> batches = recorded.events("WaiterBatch");
      assertThat(batches).anySatisfy(batch -> assertThat(batch.getInt("inFlight")).isEqualTo(1));
      assertThat(batches.stream().mapToInt(batch -> batch.getInt("completions")).sum())
          .isEqualTo(1);
      assertThat(batches.stream().mapToInt(batch -> batch.getInt("commands")).sum()).isPositive();
    }
  }

  /** A recording with the JDK's own settings is not flooded. */
  @Test
  void shortOperationsAreLeftOutUnlessTheyAreAskedFor() throws Exception {
    FlightRecorder recorder = FlightRecorder.getFlightRecorder();
    try (AsyncIoctl io = SimulatedIo.open(kernel, null)) {
      await(io.ioctlAsync(socket, FIONREAD, null, 4));
    }
    assertThat(
            recorder.getEventTypes().stream()
                .filter(type -> type.getName().equals("io.github.asyncioctl.Operation"))
                .flatMap(type -> type.getSettingDescriptors().stream())
                .filter(setting -> setting.getName().equals("threshold"))
                .map(setting -> setting.getDefaultValue()))
        .containsExactly("20 ms");
  }
}
