package io.github.asyncioctl.netty;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Converts the futures of operations to Netty futures. */
public final class NettyFutures {
  private NettyFutures() {}

  /**
   * Converts the future of an operation to a Netty future, for use in handlers.
   *
   * <p><b>Which thread.</b> Listeners run on the event loop, wherever the operation completed. As
   * with Netty's own futures, waiting for it on the event loop throws a {@link
   * io.netty.util.concurrent.BlockingOperationException}.
   *
   * <p><b>Cancelling</b> it cancels the operation, at once and on the cancelling thread. If {@code
   * cancel} or {@code orTimeout} on the given future ends the operation, the Netty future is
   * cancelled or fails, too.
   *
   * <p><b>Errors.</b> The cause is the operation's exception, without a {@code CompletionException}
   * around it.
   *
   * @param channel its event loop runs the listeners; it must be registered with one
   * @param operation the future that {@code ioctlAsync} returned, or a stage that depends on it.
   *     Cancelling reaches the operation only through the future that {@code ioctlAsync} returned.
   * @param <T> the type of the answer
   * @return the future
   * @throws IllegalStateException if the channel is not registered with an event loop
   */
  public static <T> Future<T> on(Channel channel, CompletableFuture<T> operation) {
    return on(channel.eventLoop(), operation);
  }

  /**
   * Converts the future of an operation to a Netty future, see {@link #on(Channel,
   * CompletableFuture)}.
   *
   * @param executor runs the listeners, for instance that of a {@code ChannelHandlerContext}
   * @param operation the future that {@code ioctlAsync} returned
   * @param <T> the type of the answer
   * @return the future
   */
  public static <T> Future<T> on(EventExecutor executor, CompletableFuture<T> operation) {
    Objects.requireNonNull(executor, "executor");
    OperationPromise<T> promise = new OperationPromise<>(executor, operation);
    CompletableFuture<T> unused = operation.whenComplete(promise::complete);
    return promise;
  }
}
