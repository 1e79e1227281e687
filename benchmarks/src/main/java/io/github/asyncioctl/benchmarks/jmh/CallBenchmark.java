package io.github.asyncioctl.benchmarks.jmh;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The public API on real Win32. For a Windows JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {
  private @Nullable AsyncIoctl io;
  private @Nullable DatagramChannel channel;

  /** Opens the engine and a socket. */
  @Setup
  public void open() throws IOException {
    io = AsyncIoctl.open();
    channel =
        DatagramChannel.open(StandardProtocolFamily.INET)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Closes both. */
  @TearDown
  public void close() throws IOException {
    if (io != null && channel != null) {
      io.close();
      channel.close();
    }
  }

  private AsyncIoctl io() {
    AsyncIoctl opened = io;
    if (opened == null) {
      throw new IllegalStateException("not set up");
    }
    return opened;
  }

  private DatagramChannel channel() {
    DatagramChannel opened = channel;
    if (opened == null) {
      throw new IllegalStateException("not set up");
    }
    return opened;
  }

  /** FIONREAD with buffers. */
  @Benchmark
  public ByteBuffer raw() {
    return io().ioctlAsync(channel(), ControlCodes.FIONREAD, null, Integer.BYTES).join();
  }

  /** FIONREAD with types. */
  @Benchmark
  public Long typed() {
    return io().ioctlAsync(channel(), Ioctls.FIONREAD).join();
  }

  /** An operation that would pend, cancelled at once: it may never be issued. */
  @Benchmark
  public CompletableFuture<ByteBuffer> submitted() {
    CompletableFuture<ByteBuffer> future =
        io().ioctlAsync(channel(), ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
    future.cancel(false);
    return future;
  }
}
