package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program in which JNA is disposed of, as when its class loader goes, with work pending. */
final class DisposingMain {
  private static final int OPERATIONS = 100;

  private DisposingMain() {}

  /** What to do next: close the engine, submit to it, or cancel an operation. */
  public static void main(String[] next) throws Exception {
    AsyncIoctl io = AsyncIoctl.open();
    DatagramChannel socket = DatagramChannel.open();
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      futures.add(io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null));
    }
    while (io.stats().started() < OPERATIONS) {
      Thread.onSpinWait();
    }
    TimeUnit.MILLISECONDS.sleep(200); // the waiter waits
    Method dispose = Native.class.getDeclaredMethod("dispose");
    dispose.setAccessible(true);
    dispose.invoke(null);
    for (String step : next) {
      take(step, io, socket, futures);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (unfinished(futures) > 0 && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    System.out.println("unfinished: " + unfinished(futures));
    System.out.println(Child.LEAVING);
  }

  private static void take(
      String step,
      AsyncIoctl io,
      DatagramChannel socket,
      List<CompletableFuture<ByteBuffer>> futures) {
    try {
      switch (step) {
        case "close" -> io.close();
        case "submit" -> futures.add(io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null));
        case "inline" -> futures.add(io.ioctlAsync(socket, FIONREAD, null));
        case "cancel" -> futures.get(0).cancel(true);
        default -> throw new AssertionError(step);
      }
      System.out.println(step + ": done");
    } catch (Throwable thrown) { // whatever it is, it is told
      System.out.println(step + ": " + thrown);
      thrown.printStackTrace();
    }
  }

  private static long unfinished(List<CompletableFuture<ByteBuffer>> futures) {
    return futures.stream().filter(future -> !future.isDone()).count();
  }
}
