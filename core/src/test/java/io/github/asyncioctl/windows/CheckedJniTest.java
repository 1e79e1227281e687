package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.load.Child;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nothing that is asked through JNI is a misuse of it. With {@code -Xcheck:jni} the JVM says each
 * in a line that begins with WARNING, and the stack of the thread after it.
 */
@OnWindows
class CheckedJniTest {
  @Test
  void noSocketAndNoOperationBringsAWarning() throws Exception {
    Child child = Child.run(List.of("-Xcheck:jni"), CheckedJniMain.class);

    assertThat(child.exitCode()).as(String.join("\n", child.output())).isZero();
    assertThat(child.output())
        .contains(CheckedJniMain.ISSUED + " " + 2 * SocketKind.values().length);
    assertThat(JniWarnings.of(child.output())).noneMatch(each -> each.contains("asyncioctl"));
  }

  @Test
  void aWarningIsReadWithItsStackUnlessJnaIsBeingLoaded() {
    assertThat(
            JniWarnings.of(
                List.of(
                    "before",
                    "WARNING in native method: x",
                    "\tat a.b",
                    "\t- locked c",
                    "WARNING: y",
                    "\tat com.sun.jna.Native.loadNativeDispatchLibrary(Native.java:1082)",
                    "after")))
        .containsExactly("WARNING in native method: x\n\tat a.b\n\t- locked c");
  }
}
