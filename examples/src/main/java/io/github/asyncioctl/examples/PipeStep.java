package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Step.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A thousand operations that pend on one waiter thread and complete in random order: each listens
 * on a pipe of its own and ends when a client comes.
 */
final class PipeStep {
  private static final int COUNT = 1_000;

  private final AsyncIoctl io;
  private final Report report;
  private final Random random;

  PipeStep(AsyncIoctl io, Report report, Random random) {
    this.io = io;
    this.report = report;
    this.random = random;
  }

  Step step() {
    return new Step(
        text(COUNT) + " pending", text(COUNT) + " on 1 waiter, none too early", this::run);
  }

  private Outcome run() throws Exception {
    try (Pipes pipes = new Pipes(COUNT)) {
      PipeLog log = new PipeLog(COUNT);
      List<CompletableFuture<Void>> ends = listen(pipes, log);
      Waits.untilIssued(io);
      int pending = io.stats().pending();
      long waiters = libraryThreads().stream().filter(name -> name.endsWith("-waiter")).count();
      report.line("%,d operations pending; threads of the library: %s", pending, libraryThreads());

      List<Integer> order = new ArrayList<>(IntStream.range(0, COUNT).boxed().toList());
      Collections.shuffle(order, random);
      connectOneByOne(order.subList(0, COUNT / 2), pipes, log, ends);
      connectAtOnce(order.subList(COUNT / 2, COUNT), pipes, log, ends);
      boolean asExpected = pending == COUNT && waiters == 1 && log.isComplete();
      return Outcome.of(asExpected, text(pending) + " on " + waiters + " waiter; " + log.summary());
    }
  }

  private List<CompletableFuture<Void>> listen(Pipes pipes, PipeLog log) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      int pipe = i;
      ends.add(
          io.deviceIoctlAsync(pipes.server(i), ControlCodes.FSCTL_PIPE_LISTEN, null, 0)
              .thenAccept(answer -> log.ended(pipe)));
    }
    return ends;
  }

  private static List<String> libraryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("asyncioctl-"))
        .sorted()
        .toList();
  }

  /** After each client exactly one more operation has ended: the one on the client's pipe. */
  private void connectOneByOne(
      List<Integer> order, Pipes pipes, PipeLog log, List<CompletableFuture<Void>> ends)
      throws FailedException, InterruptedException {
    long start = System.nanoTime();
    for (int pipe : order) {
      log.connecting(pipe);
      pipes.connect(pipe);
      Waits.get(ends.get(pipe), "pipe " + pipe);
    }
    if (!log.order().equals(order)) {
      throw new FailedException("the operations did not end in the order of the clients");
    }
    report.line(
        "%d clients one by one, in random order: %d ms, each operation ended with its own client",
        order.size(), millisSince(start));
  }

  private void connectAtOnce(
      List<Integer> order, Pipes pipes, PipeLog log, List<CompletableFuture<Void>> ends)
      throws FailedException, InterruptedException {
    long start = System.nanoTime();
    for (int pipe : order) {
      log.connecting(pipe);
      pipes.connect(pipe);
    }
    Waits.get(CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)), "all pipes");
    report.line(
        "%d clients in a row, in random order: %d ms until the last operation had ended",
        order.size(), millisSince(start));
  }

  static String text(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
