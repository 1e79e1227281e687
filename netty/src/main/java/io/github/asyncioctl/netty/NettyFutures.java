package io.github.asyncioctl.netty;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Makes Netty's futures of the futures of operations. */
public final class NettyFutures {
  private NettyFutures() {}

  /**
   * The future of an operation as one of Netty's, for use in handlers.
   *
   * <p><b>Which thread.</b> Listeners run on the event loop, wherever the operation was completed.
   * As with Netty's own futures, waiting for it on the event loop throws a {@link
   * io.netty.util.concurrent.BlockingOperationException}.
   *
   * <p><b>Cancelling</b> it cancels the operation, at once and on the thread that cancels. An
   * operation that is cancelled from elsewhere, by {@code cancel} or {@code orTimeout} on the given
   * future, cancels or fails it in turn.
   *
   * <p><b>Errors.</b> The cause is the one of the operation, without a {@code CompletionException}
   * around it.
   *
   * @param channel whose event loop runs the listeners; it must be registered with one
   * @param operation what {@code ioctlAsync} returned, or a stage of the caller's that depends on
   *     it. Cancelling reaches an operation only through the future that {@code ioctlAsync}
   *     returned.
   * @param <T> the answer
   * @return the future
   * @throws IllegalStateException if the channel is not registered with an event loop
   */
  public static <T> Future<T> on(Channel channel, CompletableFuture<T> operation) {
    return on(channel.eventLoop(), operation);
  }

  /**
   * The future of an operation as one of Netty's, see {@link #on(Channel, CompletableFuture)}.
   *
   * @param executor runs the listeners, for instance that of a {@code ChannelHandlerContext}
   * @param operation what {@code ioctlAsync} returned
   * @param <T> the answer
   * @return the future
   */
  public static <T> Future<T> on(EventExecutor executor, CompletableFuture<T> operation) {
    Objects.requireNonNull(executor, "executor");
    OperationPromise<T> promise = new OperationPromise<>(executor, operation);
    CompletableFuture<T> unused = operation.whenComplete(promise::complete);
    return promise;
  }
}
