package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Form;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What the engine needs to know about a control code without types. */
record RawForm(Manner manner, boolean isQuestion, boolean isAwaited) implements Form<ByteBuffer> {
  private static final RawForm ORDINARY = new RawForm(Manner.BY_CODE, false, false);
  private static final RawForm ORDINARY_AWAITED = new RawForm(Manner.BY_CODE, false, true);

  /** The codes that need another form. */
  private static final Map<Integer, RawForm> OTHERS = others(false);

  private static final Map<Integer, RawForm> OTHERS_AWAITED = others(true);

  private static Map<Integer, RawForm> others(boolean isAwaited) {
    Map<Integer, RawForm> forms = new HashMap<>();
    AtOnce.QUESTIONS.forEach(code -> forms.put(code, new RawForm(Manner.BY_CODE, true, isAwaited)));
    AtOnce.WITHOUT_OVERLAPPED.forEach(
        code -> forms.put(code, new RawForm(Manner.WITHOUT_OVERLAPPED, false, isAwaited)));
    return Map.copyOf(forms);
  }

  /** How a code is called on a socket. */
  static RawForm of(int code, boolean isAwaited) {
    return (isAwaited ? OTHERS_AWAITED : OTHERS).getOrDefault(code, ofDevice(isAwaited));
  }

  /** How any code is called on a device. */
  static RawForm ofDevice(boolean isAwaited) {
    return isAwaited ? ORDINARY_AWAITED : ORDINARY;
  }

  @Override
  public ByteBuffer decode(ByteBuffer answer, long address, long transferred) {
    return answer;
  }
}
