package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** RegisterWaitForSingleObject, which calls back into Java on the system's threads. */
final class RegisterWaitWay extends HandWritten {
  private final List<Operation> operations = new ArrayList<>();
  private final Win32.Signalled callback =
      (context, timedOut) -> saw((int) Pointer.nativeValue(context));

  RegisterWaitWay(Win32 win32, Watcher watcher) {
    super(win32, watcher);
  }

  @Override
  public void adopt(Operation operation) {
    super.adopt(operation);
    synchronized (operations) {
      operation.number = operations.size();
      operations.add(operation);
    }
  }

  private void saw(int index) {
    Operation operation;
    synchronized (operations) {
      operation = operations.get(index);
    }
    watcher.saw(operation);
  }

  @Override
  public void submit(Operation operation) {
    if (operation.registration != 0) {
      win32.unregister(operation.registration);
    }
    start(operation);
    operation.registration = win32.register(operation.event, callback, operation.number);
  }

  @Override
  public void settle() {}
}
