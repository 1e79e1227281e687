package io.github.asyncioctl.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * The calls whose memory is kept for good because the kernel does not give it back: by kind, with
 * the reason for each. Whatever is of no kind that is known is a fault of somebody's.
 */
final class KeptCalls {
  /** All of them are of Wine, and ended in an access violation inside of its WSAIoctl. */
  private static final Map<String, String> REASONS =
      Map.of(
          "WSAIoctl 0xC8000006 faulted",
          "SIO_GET_EXTENSION_FUNCTION_POINTER reads a GUID, and the input is shorter or missing",
          "WSAIoctl 0x48000022 faulted",
          "SIO_BASE_HANDLE writes a SOCKET, and there is no output");

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
