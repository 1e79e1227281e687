package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world of names, whose changes a source tells of as the system does: whatever is armed completes
 * at a change, and a change while nothing is armed is told to nobody. Every rule that a source may
 * rely on is checked. For any thread.
 */
final class FakeSource implements Source<Set<String>> {
  private Set<String> world = Set.of();
  private final Deque<Throwable> openFailures = new ArrayDeque<>();
  private final Deque<Throwable> armFailures = new ArrayDeque<>();
  private final Deque<Throwable> readFailures = new ArrayDeque<>();
  private @Nullable FakeSession session;
  private Runnable beforeArm = FakeSource::nothing;
  private Runnable beforeRead = FakeSource::nothing;
  private Runnable afterRead = FakeSource::nothing;
  private boolean alwaysFires;
  private int opened;
  private int closed;
  private int arms;
  private int reads;

  private static void nothing() {
    // No hook.
  }

  /** The world changes, and what is armed is told. */
  void change(String... names) {
    CompletableFuture<Void> told;
    synchronized (this) {
      world = Set.of(names);
      told = session == null ? null : session.armed;
    }
    if (told != null) {
      told.complete(null);
    }
  }

  synchronized void failNextOpens(Throwable... failures) {
    openFailures.addAll(Set.of(failures));
  }

  synchronized void failNextArms(int times, Throwable failure) {
    for (int i = 0; i < times; i++) {
      armFailures.add(failure);
    }
  }

  synchronized void failNextReads(int times, Throwable failure) {
    for (int i = 0; i < times; i++) {
      readFailures.add(failure);
    }
  }

  /** No more failures. */
  synchronized void heal() {
    openFailures.clear();
    armFailures.clear();
    readFailures.clear();
  }

  /** What is armed fails, as it does when somebody else cancels it. */
  void failArmed(Throwable failure) {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = session.armed;
    }
    told.completeExceptionally(failure);
  }

  /** What happens once, just before the next arm. */
  synchronized void onceBeforeArm(Runnable action) {
    beforeArm = action;
  }

  /** What happens once, between the next arm and its read. */
  synchronized void onceBeforeRead(Runnable action) {
    beforeRead = action;
  }

  /** What happens once, when the world was read but the reader does not have the answer yet. */
  synchronized void onceAfterRead(Runnable action) {
    afterRead = action;
  }

  /**
   * A system that tells of changes though nothing changes. Nobody asks it a thousand times in a
   * test, so it is silent then, and a watch without a measure does not run for ever.
   */
  synchronized void fireAlways() {
    alwaysFires = true;
  }

  synchronized Set<String> world() {
    return world;
  }

  synchronized int opened() {
    return opened;
  }

  synchronized int closed() {
    return closed;
  }

  synchronized int arms() {
    return arms;
  }

  synchronized int reads() {
    return reads;
  }

  synchronized boolean isArmed() {
    return session != null && session.armed != null && !session.armed.isDone();
  }

  @Override
  public Session<Set<String>> open(Executor tasks) throws IOException {
    synchronized (this) {
      assertThat(session).as("one session at a time").isNull();
      Throwable failure = openFailures.poll();
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      opened++;
      session = new FakeSession();
      return session;
    }
  }

  private final class FakeSession implements Session<Set<String>> {
    private @Nullable CompletableFuture<Void> armed;
    private boolean mayRead;

    @Override
    public CompletableFuture<?> arm() {
      take(() -> beforeArm, () -> beforeArm = FakeSource::nothing);
      synchronized (FakeSource.this) {
        assertThat(session).as("open").isSameAs(this);
        assertThat(armed == null || armed.isDone()).as("one operation at a time").isTrue();
        arms++;
        mayRead = true;
        armed = new CompletableFuture<>();
        Throwable failure = armFailures.poll();
        if (failure != null) {
          armed.completeExceptionally(failure);
        } else if (alwaysFires && arms < 1000) {
          armed.complete(null);
        }
        return armed;
      }
    }

    @Override
    public CompletableFuture<Set<String>> read() {
      take(() -> beforeRead, () -> beforeRead = FakeSource::nothing);
      CompletableFuture<Set<String>> answer;
      synchronized (FakeSource.this) {
        assertThat(mayRead).as("armed before it reads").isTrue();
        Throwable failure = readFailures.poll();
        mayRead = failure != null;
        reads++;
        answer =
            failure == null
                ? CompletableFuture.completedFuture(world)
                : CompletableFuture.failedFuture(failure);
      }
      take(() -> afterRead, () -> afterRead = FakeSource::nothing);
      return answer;
    }

    @Override
    public void close() {
      CompletableFuture<Void> cancelled;
      synchronized (FakeSource.this) {
        assertThat(session).as("open").isSameAs(this);
        session = null;
        closed++;
        cancelled = armed;
      }
      if (cancelled != null) {
        cancelled.cancel(false);
      }
    }
  }

  /** Takes a hook, and runs it without the lock. */
  private void take(Supplier<Runnable> hook, Runnable clear) {
    Runnable action;
    synchronized (this) {
      action = hook.get();
      clear.run();
    }
    action.run();
  }
}
