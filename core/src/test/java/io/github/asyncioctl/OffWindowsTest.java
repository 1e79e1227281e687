package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "says what happens elsewhere")
class OffWindowsTest {
  @Test
  void openingSaysWhatIsMissing() {
    assertThat(AsyncIoctl.isSupported()).isFalse();
    assertThat(AsyncIoctl.unsupportedReason()).hasValueSatisfying(this::isClear);
    assertThatThrownBy(AsyncIoctl::open)
        .isInstanceOf(UnsupportedOperationException.class)
        .satisfies(e -> isClear(e.getMessage()));
  }

  @Test
  void selfTestFailsWithTheReason() {
    SelfTest test = AsyncIoctl.selfTest();
    assertThat(test.passed()).isFalse();
    String reason = AsyncIoctl.unsupportedReason().orElseThrow();
    isClear(reason);
    assertThat(test.checks()).containsExactly(new SelfTest.Check("supported", false, reason));
    assertThat(test).hasToString("FAIL  supported: " + reason + "\nFAIL supported: " + reason);
  }

  private void isClear(String reason) {
    assertThat(reason).contains("Windows only").contains(System.getProperty("os.name"));
  }

  @Test
  void aSocketHasNoHandle() throws Exception {
    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> SocketHandle.of(socket))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(SocketHandle.ofRaw(7).value()).isEqualTo(7);
  }

  @Test
  void settingsAreChecked() {
    AsyncIoctl.Builder builder = AsyncIoctl.builder();
    assertThatThrownBy(() -> builder.drainTimeout(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.drainTimeout(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.executor(null)).isInstanceOf(NullPointerException.class);
  }
}
