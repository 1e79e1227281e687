package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.Ioctl;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An engine that answers questions as a test wants, and leaves what tells of changes pending. */
final class FakeIssuer implements Issuer {
  record Call(Object socket, int code, Object in, CompletableFuture<Object> future) {}

  private final List<Call> calls = new ArrayList<>();
  private final Map<Integer, Deque<Object>> answers = new HashMap<>();
  private boolean closed;

  /** What the next call of this code gets: a value, or a throwable to fail with. */
  void answer(Ioctl<?, ?> ioctl, Object answer) {
    answers.computeIfAbsent(ioctl.code(), code -> new ArrayDeque<>()).add(answer);
  }

  /** As an engine that is closed: what pends is cancelled, and nothing new is taken. */
  void close(IOException cancelled) {
    closed = true;
    calls().forEach(call -> call.future().completeExceptionally(cancelled));
  }

  /** The calls so far. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Integer> codes() {
    return calls.stream().map(Call::code).toList();
  }

  /** The last call of a code. */
  Call last(Ioctl<?, ?> ioctl) {
    return calls.stream()
        .filter(call -> call.code() == ioctl.code())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Override
  public <O> CompletableFuture<O> issue(Object socket, Ioctl<Void, O> ioctl) {
    return issue(socket, ioctl, null);
  }

  @Override
  @SuppressWarnings("unchecked") // the test answers with what the code gives
  public <I, O> CompletableFuture<O> issue(Object socket, Ioctl<I, O> ioctl, I in) {
    // Otherwise a read would overtake the arm before it.
    assertThat(ioctl.completion()).isEqualTo(Ioctl.Completion.MAY_PEND);
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    CompletableFuture<Object> future = new CompletableFuture<>();
    calls.add(new Call(socket, ioctl.code(), in, future));
    Deque<Object> mine = answers.get(ioctl.code());
    if (mine != null && !mine.isEmpty()) {
      Object answer = mine.remove();
      if (answer instanceof Throwable failure) {
        future.completeExceptionally(failure);
      } else {
        future.complete(answer);
      }
    }
    return (CompletableFuture<O>) future;
  }
}
