package io.github.asyncioctl.load;

import io.github.asyncioctl.windows.Wine;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls whose memory is kept for good because the kernel does not give it back: by kind, with
 * the reason for each. Whatever is of no kind that is known is a fault of somebody's.
 */
final class KeptCalls {
  private static final int FIRST_WITHOUT_REFUSAL = 10;

  /** How a canary names the code of a call on a handle that is none. */
  static final String ON_NO_HANDLE = " on no handle";

  /** All of them are of Wine's WSAIoctl; most ended in an access violation inside of it. */
  private static final Map<String, String> REASONS = new TreeMap<>();

  static {
    REASONS.put(
        "WSAIoctl 0xC8000006 faulted",
        "SIO_GET_EXTENSION_FUNCTION_POINTER reads a GUID, and the input is shorter or missing");
    REASONS.put(
        "WSAIoctl 0x48000022 faulted", "SIO_BASE_HANDLE writes a SOCKET, and there is no output");
    if (Wine.major() >= FIRST_WITHOUT_REFUSAL) {
      REASONS.put(
          "WSAIoctl" + ON_NO_HANDLE + " pends",
          "Wine 10 says so instead of 10038, and never ends it");
    }
  }

  private final Map<String, Integer> kinds = new TreeMap<>();

  /** Adds what a canary has of engines that are closed. */
  void add(Map<String, Integer> unfinished) {
    unfinished.forEach((kind, times) -> kinds.merge(kind, times, Integer::sum));
  }

  int count() {
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Tells of them. */
  void tell(String suite) {
    kinds.forEach(
        (kind, times) ->
            System.out.printf(
                "%s: kept: %s, %d: %s%n", suite, kind, times, REASONS.getOrDefault(kind, "why?")));
  }

  /**
   * Finds out whether each is known.
   *
   * @throws AssertionError if one is of no kind that is known, or if there are others than the
   *     engines have counted
   */
  void check(long retained) {
    if (!REASONS.keySet().containsAll(kinds.keySet())) {
      throw new AssertionError("kept, and nobody knows why: " + kinds);
    }
    if (count() != retained) {
      throw new AssertionError(retained + " operations are kept, and these are known: " + kinds);
    }
  }

  @Override
  public String toString() {
    return kinds.toString();
  }
}
