package io.github.asyncioctl.benchmarks.runner;

import java.util.List;

/**
 * A table: a row for each variant that has a figure in it.
 *
 * @param title its heading
 * @param columns its columns
 */
record Section(String title, List<Column> columns) {
  /**
   * A column.
   *
   * @param heading with the unit
   * @param name the case
   * @param metric the metric
   * @param divisor by which figures are divided, such as the number of operations
   * @param compared whether each figure is followed by how many times C's it is
   */
  record Column(String heading, String name, String metric, double divisor, boolean compared) {}

  private static Column compared(String heading, String name, String metric) {
    return new Column(heading, name, metric, 1, true);
  }

  private static Column plain(String heading, String name, String metric) {
    return new Column(heading, name, metric, 1, false);
  }

  private static Column per(int count, String heading, String name, String metric) {
    return new Column(heading, name, metric, count, false);
  }

  /** All tables, in the order of the page. */
  static final List<Section> ALL =
      List.of(
          new Section(
              "Operations that complete at once (FIONREAD)",
              List.of(
                  compared("1 thread, µs", "immediate-1", "op_us"),
                  plain("bytes allocated", "immediate-1", "op_bytes"),
                  compared("4 threads, µs", "immediate-4", "op_us"),
                  plain("bytes allocated", "immediate-4", "op_bytes"))),
          new Section(
              "A client opens a pipe: to the dependent's run, or the waiter's wake-up",
              List.of(
                  compared("1 pending, p50 µs", "pipe-1", "p50_us"),
                  plain("p90", "pipe-1", "p90_us"),
                  plain("p99", "pipe-1", "p99_us"),
                  compared("64 pending, p50 µs", "pipe-64", "p50_us"),
                  plain("p90", "pipe-64", "p90_us"),
                  plain("p99", "pipe-64", "p99_us"),
                  compared("5,000 pending, p50 µs", "pipe-5000", "p50_us"),
                  plain("p90", "pipe-5000", "p90_us"),
                  plain("p99", "pipe-5000", "p99_us"))),
          new Section(
              "The same after 2 ms in which nothing happened, p50 µs",
              List.of(
                  compared("1 pending", "idle-1", "p50_us"),
                  compared("64 pending", "idle-64", "p50_us"),
                  compared("2,000 pending", "idle-2000", "p50_us"))),
          new Section(
              "Submitting, cancelling, and churn at a constant number of pending operations",
              List.of(
                  compared("submit, 64 pending, µs", "pipe-64", "submit_us"),
                  compared("whole cycle, 64 pending, µs", "pipe-64", "cycle_us"),
                  compared("whole cycle, 5,000 pending, µs", "pipe-5000", "cycle_us"),
                  compared("CancelIoEx to wake-up, p50 µs", "cancel-1", "p50_us"),
                  plain("p99", "cancel-1", "p99_us"),
                  compared("CancelIoEx itself, µs", "cancel-1", "cancel_us"),
                  plain("future.cancel, µs", "cancel-1", "future_cancel_us"))),
          new Section(
              "One address change completes all: to the last completion seen, ms",
              List.of(
                  compared("63", "change-63", "all_ms"),
                  compared("1,000", "change-1000", "all_ms"),
                  plain("1,000, the first time", "change-1000", "first_ms"),
                  compared("5,000", "change-5000", "all_ms"),
                  compared("10,000", "change-10000", "all_ms"),
                  compared("19,000", "change-19000", "all_ms"),
                  compared("50,000 on 50 sockets", "few-50000", "all_ms"))),
          new Section(
              "`waitAsync`, 60 events waited for: from SetEvent to the dependent's run, µs",
              List.of(
                  compared("p50", "wait-60", "p50_us"),
                  plain("p90", "wait-60", "p90_us"),
                  plain("p99", "wait-60", "p99_us"))),
          new Section(
              "A datagram: from the call that sends it to the receiver's code, µs",
              List.of(
                  compared("p50", "datagram-1", "p50_us"),
                  plain("p90", "datagram-1", "p90_us"),
                  plain("p99", "datagram-1", "p99_us"))),
          new Section(
              "1,000 complete in a process that has just started: first to last completion, ms",
              List.of(
                  compared("the first time", "young-1000", "first_ms"),
                  compared("the second", "young-1000", "second_ms"),
                  compared("the third", "young-1000", "third_ms"))),
          new Section(
              "Pipes opened in random order, as fast as one thread can: to the last completion, ms",
              List.of(
                  compared("1,000", "random-1000", "all_ms"),
                  compared("5,000", "random-5000", "all_ms"))),
          new Section(
              "What 1,000 pending operations take",
              List.of(
                  compared("time to arm, ms", "change-1000", "arm_ms"),
                  plain("idle CPU, ms per s", "change-1000", "idle_cpu_ms_per_s"),
                  plain("threads", "change-1000", "threads"),
                  per(1000, "resident, KB each", "change-1000", "resident_kb"),
                  per(1000, "heap, KB each", "change-1000", "heap_kb"))),
          new Section(
              "What 10,000 pending operations take",
              List.of(
                  compared("time to arm, ms", "change-10000", "arm_ms"),
                  plain("idle CPU, ms per s", "change-10000", "idle_cpu_ms_per_s"),
                  plain("threads", "change-10000", "threads"),
                  per(10_000, "resident, KB each", "change-10000", "resident_kb"),
                  per(10_000, "heap, KB each", "change-10000", "heap_kb"))),
          new Section(
              "What 50,000 pending operations on 50 sockets take",
              List.of(
                  compared("time to arm, ms", "few-50000", "arm_ms"),
                  plain("idle CPU, ms per s", "few-50000", "idle_cpu_ms_per_s"),
                  plain("threads", "few-50000", "threads"),
                  per(50_000, "resident, KB each", "few-50000", "resident_kb"),
                  per(50_000, "heap, KB each", "few-50000", "heap_kb"))),
          new Section(
              "Start-up, in a JVM that has just started",
              List.of(
                  plain("open(), ms", "startup-0", "open_ms"),
                  plain("open() to the first completion, ms", "startup-0", "first_ms"),
                  plain("the first through the waiter, ms more", "startup-0", "waiter_ms"))),
          new Section(
              "The engine alone, on a kernel that costs next to nothing",
              List.of(
                  plain("at once, million/s", "engine-1000", "immediate_mops"),
                  plain("bytes each", "engine-1000", "immediate_bytes"),
                  plain("1,000 pending, million/s", "engine-1000", "pending_mops"),
                  plain("bytes each", "engine-1000", "pending_bytes"),
                  plain("100,000 pending, million/s", "engine-100000", "pending_mops"),
                  plain("bytes each", "engine-100000", "pending_bytes"))));
}
