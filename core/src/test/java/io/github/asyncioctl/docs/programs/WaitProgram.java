package io.github.asyncioctl.docs.programs;

// snippet: waitProgram
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.asyncioctl.AsyncIoctl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public final class WaitProgram {
  public static void main(String[] command) throws Exception {
    HANDLE stop = Kernel32.INSTANCE.CreateEvent(null, true, false, "Local\\waitprogram-stop");
    Process process = new ProcessBuilder(command).start();
    try (AsyncIoctl io = AsyncIoctl.open()) {
      CompletableFuture<Void> ended = io.waitAsync(process);
      CompletableFuture<Void> stopped = io.waitAsync(Pointer.nativeValue(stop.getPointer()));
      Kernel32.INSTANCE.CloseHandle(stop); // the wait continues: it has its own handle
      System.out.println("waiting for the process to end, or for the event");

      CompletableFuture.anyOf(ended, stopped).get(1, TimeUnit.MINUTES);
      System.out.println(
          ended.isDone() ? "ended with " + process.exitValue() : "asked to stop before the end");
    } finally {
      process.destroy();
    }
  }
}
// end
