package io.github.asyncioctl.benchmarks.peers;

import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Address list changes that pend on sockets: one change completes all, or a cancel ends one. */
final class ChangeCases {
  private static final int IDLE_MILLIS = 4_000;
  private static final int MANY = 1_000;
  private static final int LOOK_MILLIS = 500;
  private static final int LOOKS = 12;

  /** What a JVM uses in that time when its compiler has come to rest. */
  private static final double REST_CPU_MILLIS = 11;

  private final Way way;
  private final Watcher watcher;
  private final Lines lines;
  private final int threadsBefore;
  private final List<DatagramChannel> channels = new ArrayList<>();

  ChangeCases(Way way, Watcher watcher, Lines lines, int threadsBefore) {
    this.way = way;
    this.watcher = watcher;
    this.lines = lines;
    this.threadsBefore = threadsBefore;
  }

  /** Cancels with CancelIoEx, as other code would, and then through the future. */
  void cancel(String name, int count) throws IOException {
    Operation operation = operations(1, 1).get(0);
    double cancelling = 0;
    double[] latencies = new double[count];
    for (int i = -count; i < count; i++) {
      way.submit(operation);
      way.settle();
      watcher.expect(1);
      long from = System.nanoTime();
      Native32.CancelIoEx(operation.handle, 0);
      long returned = System.nanoTime();
      watcher.await();
      if (i >= 0) {
        latencies[i] = (operation.seen - from) / 1e3;
        cancelling += (returned - from) / 1e3;
      }
    }
    lines.print(name, "cancel_us", cancelling / count);
    lines.percentiles(name, latencies);
    if (operation.answer != null) {
      lines.print(name, "future_cancel_us", cancelFutures(operation, count) / count);
    }
    way.submit(operation);
    way.settle();
    watcher.expect(1);
    close();
    watcher.await();
  }

  private double cancelFutures(Operation operation, int count) {
    double cancelling = 0;
    for (int i = -count; i < count; i++) {
      way.submit(operation);
      way.settle();
      Future<?> answer = operation.answer;
      long from = System.nanoTime();
      if (answer != null) {
        answer.cancel(false);
      }
      cancelling += i < 0 ? 0 : (System.nanoTime() - from) / 1e3;
      way.settle();
    }
    return cancelling;
  }

  /** N operations, so many on each socket, that one change of the machine's addresses completes. */
  void change(String name, int pending, int perSocket, int count) throws Exception {
    List<Operation> operations = operations(pending, perSocket);
    double heap = Usage.heapBytes();
    double resident = Usage.residentKilobytes();
    long from = System.nanoTime();
    submitAll(operations);
    lines.print(name, "arm_ms", millis(from));
    if (pending >= MANY) {
      measureIdle(name);
    }
    lines.print(name, "threads", Usage.threads() - threadsBefore);
    lines.print(name, "resident_kb", Usage.residentKilobytes() - resident);
    lines.print(name, "heap_kb", (Usage.heapBytes() - heap) / 1024);
    // An even number, so that the addresses are at the end what they were.
    for (int round = 0; round < 2 * count; round++) {
      watcher.expect(pending);
      from = System.nanoTime();
      Trigger.changeAddresses();
      watcher.await();
      double millis = millis(from);
      // The first half warms the JVM up, as the other cases do; the very first is told apart.
      if (round == 0) {
        lines.print(name, "first_ms", millis);
      } else if (round >= count) {
        lines.print(name, "all_ms", millis);
      }
      submitAll(operations);
    }
    watcher.expect(pending);
    close();
    watcher.await();
  }

  private void measureIdle(String name) throws InterruptedException {
    awaitRest();
    double cpu = Usage.cpuMillis();
    TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
    lines.print(name, "idle_cpu_ms_per_s", (Usage.cpuMillis() - cpu) * 1000 / IDLE_MILLIS);
  }

  /** Arming makes the JVM compile, for seconds: that is not what waiting costs. */
  private static void awaitRest() throws InterruptedException {
    int calm = 0;
    for (int i = 0; i < LOOKS && calm < 2; i++) {
      double cpu = Usage.cpuMillis();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      calm = Usage.cpuMillis() - cpu < REST_CPU_MILLIS ? calm + 1 : 0;
    }
  }

  /** From the first completion seen to the last, of the first three times that all complete. */
  void young(String name, int pending) throws IOException {
    List<Operation> operations = operations(pending, 1);
    for (String metric : List.of("first_ms", "second_ms", "third_ms", "")) {
      submitAll(operations);
      watcher.expect(pending);
      Trigger.changeAddresses();
      watcher.await();
      LongSummaryStatistics seen =
          operations.stream().mapToLong(operation -> operation.seen).summaryStatistics();
      // The fourth is there so that the addresses are at the end what they were.
      if (!metric.isEmpty()) {
        lines.print(name, metric, (seen.getMax() - seen.getMin()) / 1e6);
      }
    }
    submitAll(operations);
    watcher.expect(pending);
    close();
    watcher.await();
  }

  private List<Operation> operations(int count, int perSocket) throws IOException {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i % perSocket == 0) {
        channels.add(DatagramChannel.open(StandardProtocolFamily.INET));
      }
      DatagramChannel channel = channels.get(channels.size() - 1);
      Operation operation =
          new Operation(SocketHandle.of(channel).value(), channel, Codes.SIO_ADDRESS_LIST_CHANGE);
      way.adopt(operation);
      operations.add(operation);
    }
    return operations;
  }

  private void submitAll(List<Operation> operations) {
    operations.forEach(way::submit);
    way.settle();
  }

  private void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    channels.clear();
  }

  private static double millis(long from) {
    return (System.nanoTime() - from) / 1e6;
  }
}
