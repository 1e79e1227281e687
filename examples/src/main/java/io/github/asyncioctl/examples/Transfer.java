package io.github.asyncioctl.examples;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes whole buffers through one of the JDK's asynchronous channels. */
final class Transfer {
  private final AsynchronousSocketChannel channel;
  private final Consumer<Throwable> onFailure;

  Transfer(AsynchronousSocketChannel channel, Consumer<Throwable> onFailure) {
    this.channel = channel;
    this.onFailure = onFailure;
  }

  /** Writes what remains in the buffer, then continues. */
  void writeAll(ByteBuffer buffer, Runnable then) {
    channel.write(buffer, null, handler(count -> afterWrite(buffer, then)));
  }

  private void afterWrite(ByteBuffer buffer, Runnable then) {
    if (buffer.hasRemaining()) {
      writeAll(buffer, then);
    } else {
      then.run();
    }
  }

  /** Reads until the buffer is full, then continues. */
  void readAll(ByteBuffer buffer, Runnable then) {
    readSome(buffer, () -> afterRead(buffer, then));
  }

  private void afterRead(ByteBuffer buffer, Runnable then) {
    if (buffer.hasRemaining()) {
      readAll(buffer, then);
    } else {
      then.run();
    }
  }

  /** Reads the first bytes that arrive, then continues. */
  void readSome(ByteBuffer buffer, Runnable then) {
    channel.read(buffer, null, handler(count -> afterSome(count, then)));
  }

  private void afterSome(int count, Runnable then) {
    if (count < 0) {
      onFailure.accept(new EOFException("the other side has closed"));
    } else {
      then.run();
    }
  }

  private CompletionHandler<Integer, @Nullable Void> handler(Consumer<Integer> then) {
    return new CompletionHandler<>() {
      @Override
      public void completed(Integer count, @Nullable Void attachment) {
        try {
          then.accept(count);
        } catch (RuntimeException e) {
          onFailure.accept(e);
        }
      }

      @Override
      public void failed(Throwable failure, @Nullable Void attachment) {
        onFailure.accept(failure);
      }
    };
  }
}
