package io.github.asyncioctl.watch;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A single value as a set of one, for the names before 0.1. */
record SetSource<T>(Source<Optional<T>> source) implements Source<Set<T>> {
  @Override
  public Session<Set<T>> open(Executor tasks) throws IOException {
    return new SetSession<>(source.open(tasks));
  }

  @Override
  public boolean isFinal(Throwable failure) {
    return source.isFinal(failure);
  }

  @Override
  public boolean isCancellation(Throwable failure) {
    return source.isCancellation(failure);
  }

  private record SetSession<T>(Session<Optional<T>> session) implements Session<Set<T>> {
    @Override
    public CompletableFuture<?> arm() {
      return session.arm();
    }

    @Override
    public CompletableFuture<Set<T>> read() {
      return session.read().thenApply(value -> value.map(Set::of).orElseGet(Set::of));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
