package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;
import java.util.ArrayList;
import java.util.List;

/**
 * IOCTL_AFD_POLL: pending when its thread ends, at ports, and its odd ends. Threads exit here; a
 * JVM would not survive that one of its threads is terminated.
 */
final class AfdPollProbes {
  private static final long CONTEXT = 0xDEADBEEFL;
  private static final int STAYS_MILLIS = 5_000;
  private static final long EPOCH_MILLIS = 11_644_473_600_000L;
  private static final long NO_HANDLE = 0xABACADL;

  private AfdPollProbes() {}

  static void register(Probes probes) {
    probes.add("F33", AfdPollProbes::threadEndsWithoutPort);
    probes.add("F34", bench -> threadEnds(bench, true, CONTEXT));
    probes.add("S01", bench -> threadEnds(bench, true, 0));
    probes.add("S02", bench -> threadEnds(bench, false, 0));
    probes.add("F35", AfdPollProbes::outlivesItsThread);
    probes.add("F36", AfdPollProbes::routineAtAPort);
    probes.add("S20", bench -> satisfied(bench, 0));
    probes.add("S21", bench -> satisfied(bench, CONTEXT));
    probes.add("S135", AfdPollProbes::timeHasPassed);
    probes.add("S136", AfdPollProbes::justALook);
    probes.add("S137", AfdPollProbes::noSocket);
  }

  private static Outcome threadEndsWithoutPort(Bench bench) throws Exception {
    List<Outcome> seen = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      seen.add(
          threadEndsWithoutPort(
              bench, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0 ? CONTEXT : 0));
    }
    return Outcome.ofAll(seen);
  }

  private static Outcome threadEndsWithoutPort(
      Bench bench, boolean withEvent, boolean withRoutine, long context) throws Exception {
    long listener = bench.sockets().listener();
    long event = withEvent ? bench.autoResetEvent() : 0;
    NtRoutine routine = new NtRoutine();
    Afd afd = new Afd(listener, event).context(context).routine(withRoutine ? routine : null);
    Observation observed = new Observation();
    observed.callNt(Bench.onThreadThatEnds(() -> afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener)));
    if (withEvent) {
      observed.event(Bench.await(event));
    }
    Bench.untilWritten(afd.block());
    return observed.status(afd.block()).put("apc", routine.afterAlertableWait()).outcome();
  }

  private static Outcome threadEnds(Bench bench, boolean withEvent, long context) throws Exception {
    long listener = bench.sockets().listener();
    Port port = bench.portOf(listener);
    Afd afd = new Afd(listener, withEvent ? bench.autoResetEvent() : 0).context(context);
    Observation observed = new Observation();
    observed.callNt(Bench.onThreadThatEnds(() -> afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener)));
    Bench.untilWritten(afd.block());
    return observed.status(afd.block()).packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }

  private static Outcome outlivesItsThread(Bench bench) throws Exception {
    long listener = bench.sockets().listener();
    Port port = bench.portOf(listener);
    Afd afd = new Afd(listener, 0).context(CONTEXT);
    Observation observed = new Observation();
    observed
        .callNt(Bench.onThreadThatEnds(() -> afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener)))
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .status(afd.block());
    int cancel = RawWin32.CancelIoEx(listener, 0) != 0 ? 0 : Native.getLastError();
    Port.Packet packet = port.packet(Bench.SILENCE_MILLIS);
    return observed.put("end", packet == null ? "none" : packet.error()).cancel(cancel).outcome();
  }

  private static Outcome routineAtAPort(Bench bench) {
    long listener = bench.sockets().listener();
    bench.portOf(listener);
    Afd afd = new Afd(listener, bench.event()).context(CONTEXT).routine(new NtRoutine());
    return new Observation().callNt(afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener)).outcome();
  }

  private static Outcome satisfied(Bench bench, long context) {
    long socket = bench.sockets().connection().client();
    Port port = bench.portOf(socket);
    Afd afd = new Afd(socket, bench.event()).context(context);
    return new Observation()
        .callNt(afd.poll(Afd.POLL_WRITE, Bench.SILENCE_MILLIS, socket))
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome timeHasPassed(Bench bench) {
    long listener = bench.sockets().listener();
    long event = bench.event();
    Afd afd = new Afd(listener, event);
    long now = (System.currentTimeMillis() + EPOCH_MILLIS) * 10_000;
    return new Observation()
        .callNt(afd.pollUntil(Afd.POLL_ALL, now, listener))
        .event(Bench.await(event))
        .status(afd.block())
        .info(afd.block())
        .outcome();
  }

  private static Outcome justALook(Bench bench) {
    long listener = bench.sockets().listener();
    Afd afd = new Afd(listener, bench.event());
    return new Observation()
        .callNt(afd.poll(Afd.POLL_ALL, 0, listener))
        .status(afd.block())
        .info(afd.block())
        .outcome();
  }

  private static Outcome noSocket(Bench bench) {
    long listener = bench.sockets().listener();
    Afd afd = new Afd(listener, bench.event());
    return new Observation()
        .callNt(afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener, NO_HANDLE))
        .status(afd.block())
        .info(afd.block())
        .outcome();
  }
}
