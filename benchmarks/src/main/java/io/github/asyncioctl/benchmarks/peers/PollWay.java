package io.github.asyncioctl.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/** One thread that asks GetOverlappedResult about every operation, each millisecond. */
final class PollWay extends HandWritten {
  private final List<Operation> pending = new ArrayList<>();

  PollWay(Win32 win32, Watcher watcher) {
    super(win32, watcher);
    Thread poller = new Thread(this::poll, "poller");
    poller.setDaemon(true);
    poller.start();
  }

  private void poll() {
    try {
      while (true) {
        synchronized (pending) {
          pending.removeIf(this::hasEnded);
        }
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean hasEnded(Operation operation) {
    boolean complete = isComplete(operation);
    if (complete) {
      watcher.saw(operation);
    }
    return complete;
  }

  @Override
  public void submit(Operation operation) {
    start(operation);
    synchronized (pending) {
      pending.add(operation);
    }
  }

  @Override
  public void settle() {}
}
