package io.github.asyncioctl.docs;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.net.InetAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The snippets about typed codes and own calls; {@link SnippetsAreCurrentTest} compares them. */
public final class TypedSnippets {
  /** Functions that a user has mapped. */
  public static final class MyKernel32 {
    static {
      Native.register(MyKernel32.class, "kernel32");
    }

    private MyKernel32() {}

    static native boolean ConnectNamedPipe(long pipe, long overlapped);
  }

  private static final int ERROR_PIPE_CONNECTED = 535;

  private TypedSnippets() {}

  public static CompletableFuture<List<InetAddress>> typed(
      AsyncIoctl io, AsynchronousSocketChannel channel, DatagramChannel ipv4) {
    // snippet: typed
    KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
    io.ioctlAsync(channel, Ioctls.SIO_KEEPALIVE_VALS, probing).join();
    long waiting = io.ioctlAsync(channel, Ioctls.FIONREAD).join();
    CompletableFuture<List<InetAddress>> addresses =
        io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_CHANGE)
            .thenCompose(changed -> io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_QUERY));
    // end
    System.out.println(waiting);
    return addresses;
  }

  public static CompletableFuture<Duration> own(AsyncIoctl io, AsynchronousSocketChannel channel) {
    // snippet: own
    Ioctl<Integer, Duration> myRtt =
        Ioctl.of("SIO_MY_RTT", 0x98000042)
            .<Integer>input(4, (probes, in) -> in.putInt(probes))
            .output(4, answer -> Duration.ofMillis(answer.getInt()));
    CompletableFuture<Duration> rtt = io.ioctlAsync(channel, myRtt, 3);
    // end
    return rtt;
  }

  public static CompletableFuture<OverlappedResult> call(AsyncIoctl io, long pipe) {
    // snippet: call
    OverlappedCall connect =
        OverlappedCall.on(pipe, "ConnectNamedPipe")
            .start(
                (overlapped, memory) ->
                    MyKernel32.ConnectNamedPipe(pipe, overlapped) ? 0 : Native.getLastError())
            .succeedingWith(ERROR_PIPE_CONNECTED);
    CompletableFuture<OverlappedResult> connected = io.overlappedAsync(connect);
    // end
    return connected;
  }
}
