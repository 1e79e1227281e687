package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Sockets as handles, and a registered wait. */
final class SocketHandleProbes {
  private static final int WAIT_MILLIS = 10_000;
  private static final int INFINITE = -1;
  private static final int EXECUTE_IN_WAIT_THREAD_ONCE = 0x0C;

  private SocketHandleProbes() {}

  static void register(Probes probes) {
    probes.add("S131", SocketHandleProbes::duplicateLives);
    probes.add("S132", bench -> sendToNoSocket());
    probes.add("S133", SocketHandleProbes::fileType);
    probes.add(
        "S134",
        Probe.all(bench -> closedInSelect(bench, false), bench -> closedInSelect(bench, true)));
    probes.add(
        "F40",
        Probe.all(bench -> unregister(bench, WAIT_MILLIS), bench -> unregister(bench, INFINITE)));
  }

  private static int sent(int result) {
    return result >= 0 ? 0 : Native.getLastError();
  }

  private static Outcome duplicateLives(Bench bench) {
    Buffer to = Sockets.addressOf(bench.sockets().bound(bench.sockets().udp()));
    long original = bench.sockets().udp();
    long duplicate = AcceptCloseProbes.duplicate(bench, original);
    bench.closeSocket(original);
    int call =
        sent(Winsock.sendto(duplicate, Buffer.ofBytes(4).address(), 4, 0, to.address(), to.size()));
    return new Observation().call(call).outcome();
  }

  private static Outcome sendToNoSocket() {
    Buffer data = Buffer.ofBytes(4);
    Buffer to = Sockets.loopback(9);
    Observation send = new Observation().call(sent(Winsock.send(0, data.address(), 4, 0)));
    Observation sendTo =
        new Observation()
            .call(sent(Winsock.sendto(0, data.address(), 4, 0, to.address(), to.size())));
    return Outcome.ofAll(List.of(send.outcome(), sendTo.outcome()));
  }

  private static Outcome fileType(Bench bench) {
    return new Observation().put("value", SystemCalls.GetFileType(bench.sockets().tcp())).outcome();
  }

  private static Outcome closedInSelect(Bench bench, boolean theDuplicate) throws Exception {
    long listener = bench.sockets().listener();
    long closed = theDuplicate ? AcceptCloseProbes.duplicate(bench, listener) : listener;
    FutureTask<Integer> select =
        new FutureTask<>(() -> Ready.readable(closed, Bench.SILENCE_MILLIS));
    Thread thread = new Thread(select, "fact-select");
    thread.setDaemon(true);
    thread.start();
    thread.join(Bench.SILENCE_MILLIS / 4);
    int call = bench.closeSocket(closed);
    // It has to come back, whatever it says.
    select.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    return new Observation().call(call).outcome();
  }

  /** The callback of a registered wait. */
  interface WaitOrTimer extends StdCallCallback {
    void called(long context, byte timedOut);
  }

  private static Outcome unregister(Bench bench, int millis) {
    WaitOrTimer callback = (context, timedOut) -> {};
    Buffer wait = new Buffer(Long.BYTES);
    if (SystemCalls.RegisterWaitForSingleObject(
            wait.address(), bench.event(), callback, 0, millis, EXECUTE_IN_WAIT_THREAD_ONCE)
        == 0) {
      throw new IllegalStateException("error " + Native.getLastError());
    }
    long completion = bench.event();
    SystemCalls.UnregisterWaitEx(wait.memory().getLong(0), completion);
    return new Observation().event(Bench.await(completion)).outcome();
  }
}
