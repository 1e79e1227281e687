package io.github.asyncioctl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.docs.programs.NetworkProgram;
import io.github.asyncioctl.watch.NetworkWatch;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/network.md shows runs here too, wherever that is. */
class NetworkSnippetsRunTest {
  private static final long BOUND_SECONDS = 30;

  private final InputStream keyboard = System.in;

  @RegisterExtension final Printed printed = new Printed();

  @Test
  void program() throws Exception {
    try (PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys)) {
      System.setIn(typed);
      CompletableFuture<Void> end = new CompletableFuture<>();
      new Thread(() -> run(end), "program").start();
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
      while (!printed.text().contains("new: InterfaceState[index=1, ")) {
        assertThat(System.nanoTime() - limit).as(printed.text()).isNegative();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      keys.write('\n');
      keys.flush();
      end.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } finally {
      System.setIn(keyboard);
    }
    assertThat(printed.text()).contains("press Enter to stop");
  }

  private static void run(CompletableFuture<Void> end) {
    try {
      NetworkProgram.main(new String[0]);
      end.complete(null);
    } catch (Throwable failure) {
      end.completeExceptionally(failure);
    }
  }

  @Test
  void now() {
    assertThat(NetworkSnippets.now().interfaces()).isNotEmpty();
  }

  @Test
  void loop() throws Exception {
    try (NetworkWatch watch = NetworkWatch.builder().pollInterval(Duration.ofMillis(100)).open()) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      Thread looping =
          new Thread(
              () -> {
                try {
                  NetworkSnippets.loop(watch, state -> {});
                  end.complete(null);
                } catch (Exception e) {
                  end.completeExceptionally(e);
                }
              },
              "loop");
      looping.start();
      looping.interrupt();

      assertThat(end.handle((none, failure) -> failure).get(BOUND_SECONDS, TimeUnit.SECONDS))
          .satisfiesAnyOf(
              failure -> assertThat(failure).isNull(),
              failure -> assertThat(failure).isInstanceOf(InterruptedException.class));
    }
  }
}
