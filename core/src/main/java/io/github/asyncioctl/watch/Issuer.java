package io.github.asyncioctl.watch;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.Ioctl;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Issues IOCTLs: an engine, or a test's replacement for it. */
interface Issuer {
  <O> CompletableFuture<O> issue(Object socket, Ioctl<Void, O> ioctl);

  <I, O> CompletableFuture<O> issue(Object socket, Ioctl<I, O> ioctl, I in);

  /** An engine. */
  record Engine(AsyncIoctl io) implements Issuer {
    public Engine {
      Objects.requireNonNull(io, "io");
    }

    @Override
    public <O> CompletableFuture<O> issue(Object socket, Ioctl<Void, O> ioctl) {
      return io.ioctlAsync(socket, ioctl);
    }

    @Override
    public <I, O> CompletableFuture<O> issue(Object socket, Ioctl<I, O> ioctl, I in) {
      return io.ioctlAsync(socket, ioctl, in);
    }
  }
}
