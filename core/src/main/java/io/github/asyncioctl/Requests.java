package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.socket.NativeSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Converts the callers' arguments to operations of the engine, and refuses invalid ones. Each
 * method takes a flag that says whether the caller waits for the outcome.
 */
final class Requests {
  /** Set in codes that transfer nothing (IOC_VOID in winsock2.h). */
  private static final int IOC_VOID = 0x20000000;

  private static final int DIRECTIONS = 0xE0000000;

  private final Engine engine;
  private final Sockets sockets;

  Requests(Engine engine, Sockets sockets) {
    this.engine = engine;
    this.sockets = sockets;
  }

  /** The size of an output buffer if the caller passes none. */
  static int outCapacity(int code) {
    return (code & DIRECTIONS) == IOC_VOID ? 0 : Limits.DEFAULT_OUT_CAPACITY;
  }

  CompletableFuture<ByteBuffer> raw(
      Object socket, int code, @Nullable ByteBuffer in, int outCapacity, boolean isAwaited) {
    Objects.requireNonNull(socket, "socket");
    check(in, outCapacity);
    engine.requireOpen();
    Target target;
    try {
      target = sockets.find(socket);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return engine.submit(target, code, in, outCapacity, RawForm.of(code, isAwaited));
  }

  <I, O> CompletableFuture<O> typed(
      Object socket, Ioctl<I, O> ioctl, @Nullable I in, boolean isAwaited) {
    Objects.requireNonNull(socket, "socket");
    Objects.requireNonNull(ioctl, "ioctl");
    engine.requireOpen();
    NativeSocket target;
    try {
      target = sockets.find(socket);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (SocketHandle.isOfJdk(target)) {
      ioctl.checkSocketOfJdk();
    }
    return submit(target, ioctl, in, isAwaited);
  }

  CompletableFuture<ByteBuffer> rawOfDevice(
      long handle, int code, @Nullable ByteBuffer in, int outCapacity, boolean isAwaited) {
    check(in, outCapacity);
    return engine.submit(new Device(handle), code, in, outCapacity, RawForm.ofDevice(isAwaited));
  }

  <I, O> CompletableFuture<O> typedOfDevice(
      long handle, Ioctl<I, O> ioctl, @Nullable I in, boolean isAwaited) {
    Objects.requireNonNull(ioctl, "ioctl");
    ioctl.checkDevice();
    engine.requireOpen();
    return submit(new Device(handle), ioctl, in, isAwaited);
  }

  private <I, O> CompletableFuture<O> submit(
      Target target, Ioctl<I, O> ioctl, @Nullable I in, boolean isAwaited) {
    ByteBuffer input = ioctl.takesInput() ? ioctl.encode(in) : null;
    check(input, ioctl.outCapacity());
    TypedForm<O> form = ioctl.form(isAwaited);
    return ioctl.isGrowable()
        ? engine.submitGrowing(
            target, ioctl.code(), input, ioctl.outCapacity(), form, TypedForm::nextCapacity)
        : engine.submit(target, ioctl.code(), input, ioctl.outCapacity(), form);
  }

  private static void check(@Nullable ByteBuffer in, int outCapacity) {
    if (outCapacity < 0 || outCapacity > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException(
          "outCapacity must be from 0 to " + Limits.MAX_BUFFER + ", not " + outCapacity);
    }
    if (in != null && in.remaining() > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException(
          "the input must be at most " + Limits.MAX_BUFFER + " bytes, not " + in.remaining());
    }
  }
}
