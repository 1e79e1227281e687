package io.github.asyncioctl.internal.engine;

import java.util.Arrays;
import java.util.Set;

/**
 * The control codes that may be issued on the caller's thread, because they complete at once. A
 * code that turns out to pend is taken from the list.
 */
final class AtOnceCodes {
  private volatile int[] sorted;

  AtOnceCodes(Set<Integer> codes) {
    sorted = codes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  boolean contains(int code) {
    return Arrays.binarySearch(sorted, code) >= 0;
  }

  synchronized void remove(int code) {
    sorted = Arrays.stream(sorted).filter(each -> each != code).toArray();
  }
}
