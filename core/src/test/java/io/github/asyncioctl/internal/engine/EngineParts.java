package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.HookedKernel;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** What operations need of an engine, without a waiter, and with workers that a test plays. */
final class EngineParts {
  final SimulatedKernel kernel = new SimulatedKernel();
  final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  final Counters counters = new Counters();

  /** Without threads: what they are to do, the test takes. */
  final CompletionWorkers workers;

  final Shared shared;

  /** How often the engine was ended because its waiter was lost. */
  int lost;

  /** The kernel as the engine sees it. */
  final Kernel hooked;

  EngineParts() {
    this(null, (call, arguments) -> {}, EngineParts::noThread, new Mailbox());
  }

  EngineParts(Executor executor) {
    this(executor, (call, arguments) -> {}, EngineParts::noThread, new Mailbox());
  }

  EngineParts(HookedKernel.Hook hook) {
    this(null, hook, EngineParts::noThread, new Mailbox());
  }

  /** Its workers do what they get before whoever hands it over goes on. */
  static EngineParts withPromptWorkers() {
    return withPromptWorkers((call, arguments) -> {}, new Mailbox());
  }

  /** The same, with somebody who hears of the calls, and a mailbox of the test's. */
  static EngineParts withPromptWorkers(HookedKernel.Hook hook, Mailbox mailbox) {
    return withPromptWorkers(hook, mailbox, () -> true);
  }

  /**
   * The same, with somebody who hears of the calls, and a mailbox of the test's.
   *
   * @param hasThreads whether a thread can be had now
   */
  static EngineParts withPromptWorkers(
      HookedKernel.Hook hook, Mailbox mailbox, BooleanSupplier hasThreads) {
    EngineParts parts =
        new EngineParts(
            null,
            hook,
            task -> hasThreads.getAsBoolean() ? new Prompt(task) : noThread(task),
            mailbox);
    parts.workers.shutdown(); // each of them ends when there is nothing to do
    return parts;
  }

  private static Thread noThread(Runnable task) {
    throw new OutOfMemoryError("no thread for " + task);
  }

  private static final class Prompt extends Thread {
    private final Runnable task;

    Prompt(Runnable task) {
      this.task = task;
    }

    @Override
    public synchronized void start() {
      task.run();
    }
  }

  private EngineParts(
      Executor executor, HookedKernel.Hook hook, ThreadFactory threads, Mailbox mailbox) {
    workers = new CompletionWorkers(threads);
    hooked = HookedKernel.over(kernel, hook);
    Notices notices = new Notices("parts", workers);
    Failures failures = TestFailures.failures();
    shared =
        new Shared(
            mailbox,
            wakeup(hooked),
            new Live(),
            new Calls(hooked, counters, failures, notices),
            counters,
            new Records("parts", failures, notices),
            new Completions(executor, workers, notices),
            notices,
            new Overdue(kernel::nanoTime),
            () -> lost++);
  }

  private static Wakeup wakeup(Kernel kernel) {
    try {
      return new Wakeup(kernel);
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  /** An operation whose answer is empty. */
  <O> Operation<O> operation(Form<O> form) {
    return operation(form, 0);
  }

  <O> Operation<O> operation(Form<O> form, int capacity) {
    return new Operation<>(shared, socket, 1, capacity, form, kernel::nanoTime);
  }

  /** As the waiter does when the kernel has ended it. */
  static void end(Operation<?> operation) {
    operation.outcome(Kernel.SUCCESS, 0, 0);
    operation.takeAnswer();
    operation.ended();
  }
}
