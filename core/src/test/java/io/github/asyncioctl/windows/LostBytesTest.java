package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.MessagePipe.bytes;
import static io.github.asyncioctl.windows.OwnCalls.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.SocketHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages and datagrams that are longer than the buffer: their first part is not lost. */
@OnWindows
class LostBytesTest {
  private static final int MORE_DATA = 234;
  private static final int MESSAGE_SIZE = 10040;
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int FSCTL_PIPE_PEEK = 0x0011400C;
  private static final int FSCTL_PIPE_TRANSCEIVE = 0x0011C017;

  /** FILE_PIPE_PEEK_BUFFER without its data: state, available, messages, length. */
  private static final int PEEK_HEADER = 16;

  /** Of {@link #receive}: where in its memory the datagram goes. */
  private static final int DATAGRAM = 64;

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    io.close();
    assertThat(io.stats().retained()).isZero();
  }

  private static OverlappedCall read(MessagePipe pipe, int bytes) {
    return OverlappedCall.on(pipe.server(), "ReadFile")
        .memory(bytes)
        .start(
            (overlapped, memory) ->
                error(OwnCalls.ReadFile(pipe.server(), memory, bytes, 0, overlapped)));
  }

  private static void assertBytes(ByteBuffer buffer, byte[] expected) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(buffer.position(), all);
    assertThat(all).containsExactly(expected);
  }

  private static void assertLeft(IoctlException failure, int error, byte[] output)
      throws Exception {
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.ntStatus()).isEqualTo(BUFFER_OVERFLOW);
    assertThat(failure.transferred()).isEqualTo(output.length);
    assertThat(failure.output().isReadOnly()).isTrue();
    assertBytes(failure.output(), output);
  }

  private static void assertResult(OverlappedResult result, byte[] memory, int status) {
    assertThat(result.ntStatus()).isEqualTo(status);
    assertThat(result.transferred()).isEqualTo(memory.length);
    assertBytes(result.memory(), memory);
  }

  // --- Messages ---

  @Test
  void aMessageThatIsThereIsReadInTwoPartsByWhoeverNamesTheError() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      pipe.send(20);
      OverlappedCall read = read(pipe, 8).succeedingWith(MORE_DATA);
      assertResult(Waits.get(io.overlappedAsync(read)), bytes(1, 8), BUFFER_OVERFLOW);
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);
    }
  }

  @Test
  void aMessageThatComesLaterIsReadInTwoPartsByWhoeverNamesTheError() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      CompletableFuture<OverlappedResult> first =
          io.overlappedAsync(read(pipe, 8).succeedingWith(MORE_DATA));
      Waits.untilIssued(io);
      assertThat(first).isNotDone();
      pipe.send(20);
      assertResult(Waits.get(first), bytes(1, 8), BUFFER_OVERFLOW);
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);
    }
  }

  @Test
  void aFailureAtOnceHasTheFirstPartOfTheMessage() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      pipe.send(20);
      assertLeft(Waits.ioctlFailure(io.overlappedAsync(read(pipe, 8))), MORE_DATA, bytes(1, 8));
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);
    }
  }

  @Test
  void aFailureLaterHasTheFirstPartOfTheMessage() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      CompletableFuture<OverlappedResult> first = io.overlappedAsync(read(pipe, 8));
      Waits.untilIssued(io);
      assertThat(first).isNotDone();
      pipe.send(20);
      assertLeft(Waits.ioctlFailure(first), MORE_DATA, bytes(1, 8));
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);
    }
  }

  // --- Questions with answers ---

  /** The question is at the start of the memory, the answer behind it. */
  private static OverlappedCall transact(MessagePipe pipe) {
    return OverlappedCall.on(pipe.server(), "TransactNamedPipe")
        .memory(16)
        .start(
            (overlapped, memory) ->
                error(
                    OwnCalls.TransactNamedPipe(
                        pipe.server(), memory, 4, memory + 8, 8, 0, overlapped)));
  }

  private static void answer(MessagePipe pipe) {
    assertThat(pipe.receive()).isEqualTo(4);
    pipe.send(20);
  }

  @Test
  void anAnswerLongerThanItsBufferLeavesItsFirstPart() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      CompletableFuture<OverlappedResult> named =
          io.overlappedAsync(transact(pipe).succeedingWith(MORE_DATA));
      answer(pipe);
      OverlappedResult result = Waits.get(named);
      assertThat(result.ntStatus()).isEqualTo(BUFFER_OVERFLOW);
      assertThat(result.transferred()).isEqualTo(8);
      assertBytes(result.memory().position(8), bytes(1, 8));
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);

      CompletableFuture<OverlappedResult> unnamed = io.overlappedAsync(transact(pipe));
      answer(pipe);
      IoctlException failure = Waits.ioctlFailure(unnamed);
      assertThat(failure.error()).isEqualTo(MORE_DATA);
      assertThat(failure.transferred()).isEqualTo(8);
      assertBytes(failure.output().position(8), bytes(1, 8));
    }
  }

  @Test
  void theSameAsAControlCode() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      CompletableFuture<ByteBuffer> asked =
          io.deviceIoctlAsync(
              pipe.server(), FSCTL_PIPE_TRANSCEIVE, ByteBuffer.wrap(new byte[4]), 8);
      answer(pipe);
      assertLeft(Waits.ioctlFailure(asked), MORE_DATA, bytes(1, 8));
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 12))), bytes(9, 12), 0);
    }
  }

  @Test
  void aLookAtAMessageLeavesWhatFits() throws Exception {
    try (MessagePipe pipe = new MessagePipe()) {
      pipe.send(20);
      IoctlException failure =
          Waits.ioctlFailure(
              io.deviceIoctlAsync(pipe.server(), FSCTL_PIPE_PEEK, null, PEEK_HEADER + 8));
      assertThat(failure.error()).isEqualTo(MORE_DATA);
      assertThat(failure.transferred()).isEqualTo(PEEK_HEADER + 8);
      ByteBuffer output = failure.output();
      assertThat(output.getInt(4)).as("ReadDataAvailable").isEqualTo(20);
      assertBytes(output.position(PEEK_HEADER), bytes(1, 8));
      assertResult(Waits.get(io.overlappedAsync(read(pipe, 20))), bytes(1, 20), 0);
    }
  }

  // --- Datagrams ---

  /** A WSABUF at 0, the flags at 16, the address' length at 20, the address from 32 on. */
  private static OverlappedCall receive(DatagramChannel channel) {
    long socket = SocketHandle.of(channel).value();
    return OverlappedCall.onSocket(channel, "WSARecvFrom")
        .memory(DATAGRAM + 8)
        .start(
            (overlapped, memory) -> {
              Pointer buffers = new Pointer(memory);
              buffers.setInt(0, 8);
              buffers.setLong(8, memory + DATAGRAM);
              buffers.setInt(20, 28);
              return OwnCalls.WSARecvFrom(
                          socket,
                          memory,
                          1,
                          0,
                          memory + 16,
                          memory + 32,
                          memory + 20,
                          overlapped,
                          0)
                      == 0
                  ? 0
                  : Native.getLastError();
            });
  }

  private static DatagramChannel open() throws Exception {
    return DatagramChannel.open()
        .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
  }

  private static void sendTo(DatagramChannel receiver) throws Exception {
    try (DatagramChannel sender = DatagramChannel.open()) {
      sender.send(ByteBuffer.wrap(bytes(1, 20)), receiver.getLocalAddress());
    }
  }

  private void sendAndAwait(DatagramChannel receiver) throws Exception {
    sendTo(receiver);
    while (Waits.get(io.ioctlAsync(receiver, ControlCodes.FIONREAD, null, 4)).getInt() == 0) {
      Thread.onSpinWait();
    }
  }

  private static void assertDatagram(IoctlException failure) {
    assertThat(failure.error()).isEqualTo(MESSAGE_SIZE);
    assertThat(failure.transferred()).isEqualTo(8);
    assertBytes(failure.output().position(DATAGRAM), bytes(1, 8));
  }

  private static void assertDatagram(OverlappedResult result) {
    assertThat(result.transferred()).isEqualTo(8);
    assertThat(result.ntStatus()).isEqualTo(BUFFER_OVERFLOW);
    assertBytes(result.memory().position(DATAGRAM), bytes(1, 8));
  }

  @Test
  void aDatagramThatIsThereLeavesItsFirstPart() throws Exception {
    try (DatagramChannel channel = open()) {
      sendAndAwait(channel);
      assertDatagram(Waits.ioctlFailure(io.overlappedAsync(receive(channel))));
      sendAndAwait(channel);
      assertDatagram(Waits.get(io.overlappedAsync(receive(channel).succeedingWith(MESSAGE_SIZE))));
    }
  }

  @Test
  void aDatagramThatComesLaterLeavesItsFirstPart() throws Exception {
    try (DatagramChannel channel = open()) {
      CompletableFuture<OverlappedResult> unnamed = io.overlappedAsync(receive(channel));
      Waits.untilIssued(io);
      assertThat(unnamed).isNotDone();
      sendTo(channel);
      assertDatagram(Waits.ioctlFailure(unnamed));
      CompletableFuture<OverlappedResult> named =
          io.overlappedAsync(receive(channel).succeedingWith(MESSAGE_SIZE));
      Waits.untilIssued(io);
      assertThat(named).isNotDone();
      sendTo(channel);
      assertDatagram(Waits.get(named));
    }
  }
}
