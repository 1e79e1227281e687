package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** Being told of changes of addresses by the IP helper library. */
final class AddressChangeProbes {
  private static final int UNTOUCHED = 0x1234;
  private static final short AF_INET = 2;
  private static final int INITIAL_NOTIFICATION = 3;

  private AddressChangeProbes() {}

  static void register(Probes probes) {
    probes.add("R01", bench -> started(bench, 0));
    probes.add("R02", bench -> cancelled(bench, 0));
    probes.add("R03", bench -> ended(bench, 0));
    probes.add("R04", bench -> cancelOfNothing());
    probes.add("R05", bench -> notOverYet(bench));
    probes.add("R06", bench -> started(bench, bench.autoResetEvent()));
    probes.add("R07", bench -> cancelled(bench, bench.autoResetEvent()));
    probes.add("R08", bench -> ended(bench, bench.autoResetEvent()));
    probes.add("R11", AddressChangeProbes::calledBack);
    probes.add("R12", AddressChangeProbes::callbackCancelled);
    probes.add("R13", AddressChangeProbes::noKernelHandle);
  }

  /** One NotifyAddrChange, which the bench cancels. */
  private static final class Notification {
    final Block block;
    final Buffer handle = Numbers.ofLong(0);
    final int call;

    Notification(Bench bench, long event) {
      block = new Block(event);
      block.setStatus(0);
      block.setInfo(0);
      bench.closing(() -> IpHelperCalls.CancelIPChangeNotify(block.address()));
      Native.setLastError(UNTOUCHED);
      call = IpHelperCalls.NotifyAddrChange(handle.address(), block.address());
    }

    long handle() {
      return handle.memory().getLong(0);
    }

    int cancel() {
      return IpHelperCalls.CancelIPChangeNotify(block.address());
    }
  }

  private static Outcome started(Bench bench, long event) {
    Notification started = new Notification(bench, event);
    int last = Native.getLastError();
    long handle = started.handle();
    boolean valid = handle != 0 && handle != RawWin32.INVALID_HANDLE_VALUE;
    return new Observation()
        .call(started.call)
        .put("lasterror", last == UNTOUCHED || last == 0 ? "kept" : last)
        .put("handle", valid ? "valid" : handle)
        .outcome();
  }

  private static Observation cancel(int done) {
    return new Observation().put("cancel", done != 0 ? 0 : "failed");
  }

  private static Outcome cancelled(Bench bench, long event) {
    return cancel(new Notification(bench, event).cancel()).outcome();
  }

  private static Outcome cancelOfNothing() {
    Block block = new Block(0);
    block.setStatus(0);
    block.setInfo(0);
    return cancel(IpHelperCalls.CancelIPChangeNotify(block.address())).outcome();
  }

  /**
   * What the result is when it has had time to come. It is not waited for without end: where the
   * function is a stub it never comes.
   */
  private static Outcome ended(Bench bench, long event) {
    Notification notification = new Notification(bench, event);
    if (notification.cancel() != 0) {
      Bench.until(notification.block::isWritten);
    }
    return new Observation().end(Io.result(notification.handle(), notification.block)).outcome();
  }

  private static Outcome notOverYet(Bench bench) {
    Notification notification = new Notification(bench, bench.autoResetEvent());
    return new Observation()
        .call(notification.call)
        .end(Io.result(notification.handle(), notification.block))
        .outcome();
  }

  /** A callback that keeps what it was told first. */
  private static final class Told extends Routine {
    private volatile String first = "none";

    @Override
    void called(long row, long kind) {
      if (first.equals("none")) {
        first = row == 0 && (int) kind == INITIAL_NOTIFICATION ? "initial" : "other";
      }
    }
  }

  private static Buffer registered(Told told) {
    Buffer handle = Numbers.ofLong(0);
    Io.ok(
        "NotifyUnicastIpAddressChange",
        IpHelperCalls.NotifyUnicastIpAddressChange(AF_INET, told, 0, (byte) 1, handle.address()));
    return handle;
  }

  private static int cancel(Buffer handle) {
    return IpHelperCalls.CancelMibChangeNotify2(handle.memory().getLong(0));
  }

  private static Outcome calledBack(Bench bench) {
    Told told = new Told();
    Buffer handle = Numbers.ofLong(0);
    int call =
        IpHelperCalls.NotifyUnicastIpAddressChange(AF_INET, told, 0, (byte) 1, handle.address());
    String first = told.first;
    cancel(handle);
    return new Observation()
        .call(call)
        .put("callback", first.equals("initial") ? "before-return" : first)
        .outcome();
  }

  private static Outcome callbackCancelled(Bench bench) {
    return new Observation().cancel(cancel(registered(new Told()))).outcome();
  }

  private static Outcome noKernelHandle(Bench bench) {
    Buffer handle = registered(new Told());
    cancel(handle);
    int call = Io.error(RawWin32.CloseHandle(handle.memory().getLong(0)));
    return new Observation().put("call", call == 0 ? 0 : "failed").outcome();
  }
}
