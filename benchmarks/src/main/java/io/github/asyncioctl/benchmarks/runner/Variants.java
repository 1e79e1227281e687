package io.github.asyncioctl.benchmarks.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways of waiting, by the names that people read, in the order of the tables. A way has the
 * same colour in every chart, and no other has it.
 */
final class Variants {
  private record Look(String title, Tint tint) {}

  private static final Map<String, Look> LOOKS = new LinkedHashMap<>();

  static {
    LOOKS.put("c-shared", new Look("C: one waiter, 63 shared events", Tint.C));
    LOOKS.put("asyncioctl", new Look("asyncioctl", Tint.OURS));
    LOOKS.put("asyncioctl-direct", new Look("asyncioctl, direct executor", Tint.OURS_DIRECT));
    LOOKS.put("asyncioctl-typed", new Look("asyncioctl, typed codes", Tint.OURS_TYPED));
    LOOKS.put("c-waiter63", new Look("C: a waiter per 63 operations", Tint.C_WAITERS));
    LOOKS.put("c-regwait", new Look("C: RegisterWaitForSingleObject", Tint.C_REGISTER));
    LOOKS.put("c-thread", new Look("C: a thread each", Tint.OTHER));
    LOOKS.put("c-poll", new Look("C: polling each ms", Tint.OTHER));
    LOOKS.put("go", new Look("Go: a blocked goroutine each", Tint.GO));
    LOOKS.put("java-thread-direct", new Look("Java by hand: a thread each", Tint.JAVA));
    LOOKS.put(
        "java-thread-interface",
        new Look("Java by hand: a thread each, interface mapping", Tint.JAVA_INTERFACE));
    LOOKS.put("java-regwait-direct", new Look("Java by hand: RegisterWait", Tint.JAVA_REGISTER));
    LOOKS.put(
        "java-regwait-interface",
        new Look("Java by hand: RegisterWait, interface mapping", Tint.OTHER));
    LOOKS.put("java-poll-direct", new Look("Java by hand: polling each ms", Tint.OTHER));
    LOOKS.put(
        "java-poll-interface",
        new Look("Java by hand: polling each ms, interface mapping", Tint.OTHER));
    LOOKS.put("engine", new Look("engine", Tint.OURS));
  }

  private static final List<String> NAMES = new ArrayList<>(LOOKS.keySet());

  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(
              name -> NAMES.contains(name) ? NAMES.indexOf(name) : NAMES.size())
          .thenComparing(Comparator.naturalOrder());

  private Variants() {}

  static String title(String variant) {
    Look look = LOOKS.get(variant);
    return look == null ? variant : look.title();
  }

  static Tint tint(String variant) {
    Look look = LOOKS.get(variant);
    return look == null ? Tint.OTHER : look.tint();
  }
}
