package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Why JNA does not work here, in words. */
class PlatformReasonTest {
  /** As JDK 24 and later say it with {@code --illegal-native-access=deny}. */
  @Test
  void deniedNativeAccessIsNamedWithWhatAllowsIt() {
    Throwable failure =
        new ExceptionInInitializerError(
            new IllegalCallerException("Illegal native access from: module com.sun.jna"));

    assertThat(Platform.reason(failure))
        .startsWith("Illegal native access from: module com.sun.jna; ")
        .contains("--enable-native-access=com.sun.jna");
  }

  @Test
  void theFirstThatSaysSomethingIsHeard() {
    Throwable link = new UnsatisfiedLinkError("no jnidispatch");

    assertThat(Platform.reason(link)).isEqualTo("no jnidispatch");
    assertThat(Platform.reason(new ExceptionInInitializerError(link))).isEqualTo("no jnidispatch");
    assertThat(Platform.reason(new Error("outer", link))).isEqualTo("outer");
  }

  @Test
  void oneThatSaysNothingIsNamed() {
    assertThat(Platform.reason(new ExceptionInInitializerError((String) null)))
        .isEqualTo("java.lang.ExceptionInInitializerError");
  }

  @Test
  void anOldJnaIsNamed() {
    assertThat(Platform.problem(new NoClassDefFoundError("com/sun/jna/SymbolProvider")))
        .isEqualTo("asyncioctl needs JNA 5.13 or later: com/sun/jna/SymbolProvider");
    assertThat(Platform.problem(new NoClassDefFoundError("Could not initialize class X")))
        .isEqualTo("asyncioctl cannot reach Win32 through JNA: Could not initialize class X");
  }
}
