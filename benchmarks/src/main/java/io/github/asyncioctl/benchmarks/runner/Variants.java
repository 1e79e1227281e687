package io.github.asyncioctl.benchmarks.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways of waiting, by the names that people read, in the order of the tables. */
final class Variants {
  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("c-shared", "C: 63 shared events, the waiter submits");
    TITLES.put("asyncioctl-direct", "asyncioctl, direct executor");
    TITLES.put("asyncioctl", "asyncioctl");
    TITLES.put("asyncioctl-typed", "asyncioctl, typed codes");
    TITLES.put("c-waiter63", "C: a waiter per 63 operations");
    TITLES.put("c-regwait", "C: RegisterWaitForSingleObject");
    TITLES.put("c-thread", "C: a thread per operation");
    TITLES.put("c-poll", "C: polling each ms");
    TITLES.put("go", "Go: a goroutine that blocks, per operation");
    TITLES.put("java-thread-direct", "Java by hand: a thread per operation, direct mapping");
    TITLES.put("java-thread-interface", "Java by hand: a thread per operation, interface mapping");
    TITLES.put("java-regwait-direct", "Java by hand: RegisterWait, direct mapping");
    TITLES.put("java-regwait-interface", "Java by hand: RegisterWait, interface mapping");
    TITLES.put("java-poll-direct", "Java by hand: polling each ms, direct mapping");
    TITLES.put("java-poll-interface", "Java by hand: polling each ms, interface mapping");
    TITLES.put("engine", "engine");
  }

  private static final List<String> NAMES = new ArrayList<>(TITLES.keySet());

  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(
              name -> NAMES.contains(name) ? NAMES.indexOf(name) : NAMES.size())
          .thenComparing(Comparator.naturalOrder());

  private Variants() {}

  static String title(String variant) {
    return TITLES.getOrDefault(variant, variant);
  }
}
