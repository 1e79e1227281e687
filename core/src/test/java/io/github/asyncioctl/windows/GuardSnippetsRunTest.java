package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.docs.GuardSnippets;
import io.github.asyncioctl.overlapped.OverlappedGuard;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/guards.md shows does what it says. */
@OnWindows
class GuardSnippetsRunTest {
  private final OverlappedGuard guard = new OverlappedGuard();
  private final TaggedEvent event = TaggedEvent.create();
  private final NamedPipe pipe;
  private final HANDLE handle;

  GuardSnippetsRunTest() throws Exception {
    pipe = new NamedPipe();
    handle = new HANDLE(Pointer.createConstant(pipe.handle()));
  }

  @AfterEach
  void close() {
    pipe.close();
    Waits.until("the guard has let go", () -> guard.pending() == 0);
    event.close();
  }

  @Test
  void byHand() throws Exception {
    OverlappedGuard.Ticket ticket = GuardSnippets.byHand(guard, event, handle);
    assertThat(ticket.isPending()).isTrue();
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(ticket.isPending()).isFalse();
  }

  @Test
  void wrapped() throws Exception {
    assertThat(GuardSnippets.wrapped(guard, event, handle)).isEqualTo(RawWin32.ERROR_IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
    pipe.connect();
    assertThat(event.await(Waits.BOUND)).isTrue();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void ownCall() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      CompletableFuture<OverlappedResult> client = GuardSnippets.ownCall(io, handle);
      Waits.untilIssued(io);
      assertThat(client).isNotDone();
      pipe.connect();
      assertThat(Waits.get(client).transferred()).isZero();
    }
  }
}
