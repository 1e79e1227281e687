package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.docs.Printed;
import io.github.asyncioctl.docs.WaitSnippets;
import io.github.asyncioctl.docs.programs.WaitProgram;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/waits.md shows does what it says. */
@OnWindows
class WaitSnippetsRunTest {
  private static final int EVENT_MODIFY_STATE = 2;

  @RegisterExtension final Printed printed = new Printed();

  @Test
  void programWhoseProcessEnds() throws Exception {
    WaitProgram.main(new String[] {"cmd", "/c", "exit 3"});
    assertThat(printed.text())
        .matches("waiting for the process to end, or for the event\\R+ended with 3\\R+");
  }

  @Test
  void programThatIsAskedToStop() throws Exception {
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(
            () -> {
              try {
                WaitProgram.main(new String[] {"cmd", "/c", "set /p none="});
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            task -> new Thread(task).start());
    Waits.until("it waits", () -> program.isDone() || printed.text().contains("waiting"));
    HANDLE stop = Kernel32.INSTANCE.OpenEvent(EVENT_MODIFY_STATE, false, "Local\\waitprogram-stop");
    assertThat(stop).as("the wait keeps the event").isNotNull();
    Kernel32.INSTANCE.SetEvent(stop);
    Kernel32.INSTANCE.CloseHandle(stop);
    Waits.get(program);
    assertThat(printed.text()).contains("asked to stop before the end");
  }

  @Test
  void rest() throws Exception {
    long event = RawWin32.CreateEventW(0, 1, 1, 0);
    try (AsyncIoctl io = AsyncIoctl.open();
        TaggedEvent tagged = TaggedEvent.create()) {
      assertThat(Waits.get(WaitSnippets.inTime(io, event))).isTrue();
      CompletableFuture<Void> future = WaitSnippets.tagged(io, tagged);
      RawWin32.SetEvent(tagged.handle() & ~1L);
      Waits.get(future);
      RawWin32.CloseHandle(event);
      assertThat(Waits.get(WaitSnippets.refused(io, event)))
          .startsWith("no handle: DuplicateHandle failed: ERROR_INVALID_HANDLE (6), on handle 0x");
      Waits.until("withdrawn", () -> io.stats().waits().pending() == 0);
      WaitSnippets.stats(io);
      assertThat(printed.text()).matches("0 pending, 2 signalled\\R+");
    }
  }
}
