package io.github.asyncioctl.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;

/** Which processes run, and how often. */
final class Plan {
  private static final String SMALL = "pipe-1:2000 pipe-64:2000 cancel-1:800";
  private static final String IDLE = "idle-1:400 idle-64:400 idle-2000:400";
  private static final String FULL_SMALL =
      "immediate-1:60000 immediate-4:60000 pipe-1:3000 pipe-64:3000 cancel-1:1000";

  private Plan() {}

  /** The jobs of a mode, in the order in which each round runs them. */
  static List<Job> of(String mode) {
    return switch (mode) {
      case "smoke" -> smoke();
      case "quick" -> quick();
      case "full" -> full();
      default ->
          throw new IllegalArgumentException("bench.mode is smoke, quick or full, not " + mode);
    };
  }

  /** Shows that each peer runs; its figures mean nothing. */
  private static List<Job> smoke() {
    return List.of(
        Job.of("c-shared", 1, "immediate-1:100 pipe-1:50 idle-1:20 change-63:1"),
        Job.of("go", 1, "immediate-1:100 pipe-1:50"),
        Job.of("asyncioctl", 1, "immediate-1:100 pipe-1:50 idle-1:20 change-63:1"));
  }

  private static List<Job> quick() {
    return List.of(
        Job.of("c-shared", 2, "immediate-1:60000 " + SMALL),
        Job.of("asyncioctl-direct", 2, "immediate-1:60000 " + SMALL),
        Job.of("asyncioctl", 2, SMALL),
        Job.of("go", 1, "immediate-1:20000 " + SMALL),
        Job.of("java-thread-direct", 1, "immediate-1:60000 " + SMALL),
        Job.of("c-shared", 2, "change-1000:3"),
        Job.of("asyncioctl-direct", 2, "change-1000:12"),
        Job.of("asyncioctl", 2, "change-1000:12"),
        Job.of("c-shared", 2, IDLE),
        Job.of("asyncioctl-direct", 2, IDLE),
        Job.of("asyncioctl", 2, IDLE),
        Job.of("c-shared", 2, "young-1000:1"),
        Job.of("asyncioctl-direct", 2, "young-1000:1"),
        Job.of("asyncioctl", 2, "young-1000:1"),
        Job.of("c-waiter63", 2, "wait-60:2000"),
        Job.of("asyncioctl-direct", 2, "wait-60:2000"),
        Job.of("asyncioctl", 2, "wait-60:2000"),
        Job.of("c-shared", 2, "datagram-1:2000"),
        Job.of("asyncioctl-direct", 2, "datagram-1:2000"),
        Job.of("asyncioctl", 2, "datagram-1:2000"),
        Job.of("c-waiter63", 1, "change-1000:3"),
        Job.of("java-regwait-direct", 1, "change-1000:1"),
        Job.of("asyncioctl", 1, "startup-0:1"),
        Job.of("engine", 1, "engine-1000:1"));
  }

  /** Five rounds of the library and of C, fewer of the others and of what takes long. */
  private static List<Job> full() {
    List<Job> jobs = new ArrayList<>();
    for (String variant : List.of("c-shared", "asyncioctl", "asyncioctl-direct")) {
      jobs.add(Job.of(variant, 5, FULL_SMALL));
      jobs.add(Job.of(variant, 5, "idle-1:400 idle-64:400"));
      jobs.add(Job.of(variant, 5, "change-63:20 change-1000:12"));
      jobs.add(Job.of(variant, 5, "young-1000:1"));
      jobs.add(Job.of(variant, 5, "datagram-1:3000"));
    }
    jobs.add(Job.of("asyncioctl-typed", 2, FULL_SMALL));
    for (String variant : List.of("go", "java-thread-direct")) {
      jobs.add(Job.of(variant, 2, FULL_SMALL));
      jobs.add(Job.of(variant, 2, "idle-1:400 idle-64:400"));
      jobs.add(Job.of(variant, 1, "change-1000:2"));
    }
    jobs.add(Job.of("java-regwait-direct", 2, "idle-64:400"));
    jobs.add(Job.of("java-thread-direct", 2, "datagram-1:3000"));
    for (String variant : List.of("c-waiter63", "asyncioctl", "asyncioctl-direct")) {
      jobs.add(Job.of(variant, 5, "wait-60:3000"));
    }
    for (String variant : List.of("c-regwait", "java-thread-direct", "java-regwait-direct")) {
      jobs.add(Job.of(variant, 2, "wait-60:3000"));
    }
    for (String variant :
        List.of(
            "c-waiter63",
            "c-regwait",
            "c-thread",
            "c-poll",
            "java-thread-interface",
            "java-regwait-direct",
            "java-regwait-interface",
            "java-poll-direct",
            "java-poll-interface")) {
      String calls = variant.equals("java-thread-interface") ? "immediate-1:60000 " : "";
      jobs.add(Job.of(variant, 1, calls + SMALL));
      jobs.add(Job.of(variant, 1, "change-1000:2"));
    }
    jobs.add(Job.of("asyncioctl", 3, "startup-0:1"));
    jobs.add(Job.of("engine", 1, "engine-1000:5 engine-100000:5"));
    for (String variant : List.of("c-shared", "asyncioctl", "asyncioctl-direct")) {
      jobs.add(Job.of(variant, 3, "idle-2000:400"));
      jobs.add(Job.of(variant, 1, "pipe-5000:2000 random-1000:4 random-5000:2"));
      jobs.add(Job.of(variant, 1, "change-5000:6"));
      jobs.add(Job.of(variant, 1, "change-10000:1"));
      jobs.add(Job.of(variant, 1, "change-19000:1"));
      jobs.add(Job.of(variant, 1, "few-50000:1"));
    }
    return jobs;
  }
}
