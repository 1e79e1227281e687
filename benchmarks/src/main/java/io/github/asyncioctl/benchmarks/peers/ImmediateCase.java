package io.github.asyncioctl.benchmarks.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** FIONREAD on connected sockets, by one thread or several. */
final class ImmediateCase {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Way way;
  private final Lines lines;

  ImmediateCase(Way way, Lines lines) {
    this.way = way;
    this.lines = lines;
  }

  void run(String name, int threads, int count) throws Exception {
    Way.Immediate[] calls = new Way.Immediate[threads];
    for (int i = 0; i < threads; i++) {
      calls[i] = way.immediate();
    }
    measure(calls, count);
    measure(calls, count);
    Result result = measure(calls, count);
    double operations = (double) threads * count;
    lines.print(name, "op_us", result.nanos / 1e3 / operations);
    lines.print(name, "op_bytes", result.bytes / operations);
  }

  private record Result(long nanos, long bytes) {}

  private static Result measure(Way.Immediate[] calls, int count) throws Exception {
    AtomicLong bytes = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(calls.length);
    long from = System.nanoTime();
    for (Way.Immediate call : calls) {
      new Thread(
              () -> {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < count; i++) {
                  if (call.call() != 0) {
                    throw new IllegalStateException("nothing was sent to this socket");
                  }
                }
                bytes.addAndGet(THREADS.getCurrentThreadAllocatedBytes() - before);
                ended.countDown();
              })
          .start();
    }
    ended.await();
    return new Result(System.nanoTime() - from, bytes.get());
  }
}
