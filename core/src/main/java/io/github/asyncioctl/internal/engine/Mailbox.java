package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from any thread to the waiter: a lock-free list of commands, whose head also says whether
 * the waiter sleeps or has ended. That all of it is one word is what makes it safe: a command is
 * either seen by a waiter that is awake, or its sender learns that it must wake the waiter, or it
 * is refused.
 *
 * <p>Sending allocates nothing. Only {@link #post} may be called by other threads than the
 * waiter's.
 */
final class Mailbox {
  /** What a sender has to do after posting. */
  enum Receipt {
    /** Nothing: the waiter is awake and will see it. */
    QUEUED,
    /** Set the control event: the waiter sleeps, and no other sender will wake it. */
    WAKE,
    /** The waiter has ended. The command was not queued. */
    REFUSED
  }

  /** Initialises the class here, and not on the stack of a sender. */
  private static final Receipt FIRST = Receipt.QUEUED;

  private static final Command ASLEEP = new Marker();
  private static final Command CLOSED = new Marker();

  private final AtomicReference<@Nullable Command> head = new AtomicReference<>();

  // The rest is the waiter's. A sender that finds it asleep sets the control event once, and
  // exactly
  // that sender does: so the waiter knows whether a signal is still to come.
  private boolean asleep;
  private boolean signalSeen;
  private boolean signalOwed;

  Receipt post(Command command) {
    while (true) {
      Command first = head.get();
      if (first == CLOSED) {
        return Receipt.REFUSED;
      }
      command.next = first == ASLEEP ? null : first;
      if (head.compareAndSet(first, command)) {
        return first == ASLEEP ? Receipt.WAKE : FIRST;
      }
    }
  }

  /** The commands that have come, oldest first; linked by {@link Command#next}. */
  @Nullable Command takeAll() {
    return take(null);
  }

  /** Refuses commands from now on, and returns the last ones. */
  @Nullable Command close() {
    return take(CLOSED);
  }

  private @Nullable Command take(@Nullable Command replacement) {
    Command last = head.getAndSet(replacement);
    if (asleep) {
      asleep = false;
      signalOwed = last != ASLEEP && !signalSeen;
    }
    signalSeen = false;
    return last == ASLEEP || last == CLOSED ? null : reversed(last);
  }

  /**
   * Says that the waiter is about to wait for its events, without a timeout if this returns true.
   * When a signal is owed, the waiter does not count as asleep: that signal will wake it, and there
   * is never more than one on its way.
   *
   * @return false if commands have come
   */
  boolean sleep() {
    if (signalOwed) {
      return true;
    }
    asleep = head.compareAndSet(null, ASLEEP);
    return asleep;
  }

  /** The wait found the control event signalled. */
  void signalSeen() {
    signalSeen = !signalOwed;
    signalOwed = false;
  }

  /** Whether a sender may still set the control event, so that its handle must stay open. */
  boolean isSignalOwed() {
    return signalOwed;
  }

  private static @Nullable Command reversed(@Nullable Command last) {
    Command first = null;
    for (Command command = last; command != null; ) {
      Command older = command.next;
      command.next = first;
      first = command;
      command = older;
    }
    return first;
  }

  private static final class Marker extends Command {
    @Override
    void perform(Waiter waiter) {
      throw new AssertionError();
    }

    @Override
    void refused(Engine engine, Executor completer) {
      throw new AssertionError();
    }
  }
}
