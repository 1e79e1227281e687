package io.github.asyncioctl.integrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

// snippet: selectorLoop
/** One thread for ready channels and tasks. As the executor of an engine it completes futures. */
final class SelectorLoop implements Executor, Runnable, AutoCloseable {
  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  SelectorLoop() throws IOException {}

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the loop has ended");
    }
    tasks.add(task);
    selector.wakeup();
  }

  void onReady(SelectableChannel channel, int operations, Consumer<SelectionKey> handler)
      throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, operations, handler);
    selector.wakeup(); // so that a running select sees the channel
  }

  @Override
  @SuppressWarnings("unchecked")
  public void run() {
    try (selector) {
      while (!closed) {
        selector.select(key -> ((Consumer<SelectionKey>) key.attachment()).accept(key));
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Close the engine first: this loop completes its last futures. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
// end
