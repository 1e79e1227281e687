package io.github.asyncioctl.cookbook;

// snippet: cookProcess
import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Restarts a program each time it fails, without a thread that waits for it. */
public final class Supervisor {
  public static void main(String[] command) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      System.out.println("needed " + supervise(io, new ProcessBuilder(command), 3).get());
    }
  }

  /** Completes with the number of attempts. */
  static CompletableFuture<Integer> supervise(AsyncIoctl io, ProcessBuilder program, int most) {
    return attempt(io, program, 1, most);
  }

  private static CompletableFuture<Integer> attempt(
      AsyncIoctl io, ProcessBuilder program, int number, int most) {
    Process process;
    try {
      process = program.start();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return io.waitAsync(process)
        .thenCompose(
            ended ->
                process.exitValue() == 0 || number == most
                    ? CompletableFuture.completedFuture(number)
                    : attempt(io, program, number + 1, most));
  }
}
// end
