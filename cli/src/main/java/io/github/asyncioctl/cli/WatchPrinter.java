package io.github.asyncioctl.cli;

import java.io.IOException;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints the events of all watches, each as a whole, and ends the command after the requested
 * number.
 */
final class WatchPrinter implements Consumer<WatchEvent> {
  private final Terminal terminal;
  private final Stop stop;
  private final boolean json;
  private final boolean changesOnly;
  private final @Nullable Integer count;
  private final ZoneId zone;
  private int printed;
  private boolean closed;
  private boolean allFailed;

  WatchPrinter(
      Terminal terminal,
      Stop stop,
      boolean json,
      boolean changesOnly,
      @Nullable Integer count,
      ZoneId zone) {
    this.terminal = terminal;
    this.stop = stop;
    this.json = json;
    this.changesOnly = changesOnly;
    this.count = count;
    this.zone = zone;
  }

  @Override
  public synchronized void accept(WatchEvent event) {
    if (closed || (changesOnly && isInitial(event))) {
      return;
    }
    try {
      print(event);
    } catch (IOException e) { // nobody reads it any more
      end();
    }
    // That there is nothing is no answer to who wants to see so many.
    printed += event.kind() == WatchEvent.Kind.NONE ? 0 : 1;
    if (count != null && printed >= count) {
      end();
    }
  }

  private static boolean isInitial(WatchEvent event) {
    return event.kind() == WatchEvent.Kind.PRESENT || event.kind() == WatchEvent.Kind.NONE;
  }

  private void print(WatchEvent event) throws IOException {
    if (json) {
      terminal.json(event.json());
    } else {
      terminal.print(event.text(zone, terminal.style()));
    }
  }

  private void end() {
    closed = true;
    stop.request();
  }

  /** Nothing is printed from now on. */
  synchronized void close() {
    closed = true;
  }

  /** No watch can continue. */
  synchronized void fail() {
    allFailed = !closed;
    end();
  }

  synchronized boolean allFailed() {
    return allFailed;
  }
}
