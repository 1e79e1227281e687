package io.github.asyncioctl.datagram;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.socket.NativeSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Receives that end when a test says so, in any order. */
final class FakeSource implements DatagramSource {
  private final List<CompletableFuture<ReceivedDatagram>> started = new ArrayList<>();
  private boolean open = true;
  private RuntimeException refusal;

  @Override
  public synchronized CompletableFuture<ReceivedDatagram> receive() {
    if (refusal != null) {
      throw refusal;
    }
    CompletableFuture<ReceivedDatagram> receive = new CompletableFuture<>();
    started.add(receive);
    return receive;
  }

  @Override
  public synchronized boolean isOpen() {
    return open;
  }

  synchronized void close() {
    open = false;
  }

  /** Nothing can be started any more. */
  synchronized void refuse(RuntimeException why) {
    refusal = why;
  }

  /** All that were started, in order. */
  synchronized List<CompletableFuture<ReceivedDatagram>> started() {
    return List.copyOf(started);
  }

  /** Ends the receive that was started as this one. */
  void bring(int index, int number) {
    started().get(index).complete(datagram(number));
  }

  void fail(int index, Throwable failure) {
    started().get(index).completeExceptionally(failure);
  }

  long underWay() {
    return started().stream().filter(each -> !each.isDone()).count();
  }

  static ReceivedDatagram datagram(int number) {
    return new ReceivedDatagram(
        ByteBuffer.allocate(4).putInt(0, number),
        new InetSocketAddress(0),
        Optional.empty(),
        0,
        OptionalInt.empty(),
        OptionalInt.empty(),
        false);
  }

  static IoctlException failure(int error) {
    return (IoctlException)
        TestFailures.failures()
            .failure(new NativeSocket(1, new Object()), 0, error, 0, 0, NativeMemory.nothing(), "");
  }
}
