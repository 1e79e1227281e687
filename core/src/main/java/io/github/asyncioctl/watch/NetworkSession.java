package io.github.asyncioctl.watch;

import io.github.asyncioctl.watch.NetworkReader.Reading;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The network between open and close. A round ends when alarms have rung and the network has become
 * quiet again, or when it is time to poll without an alarm.
 *
 * <p>Only the session's tasks use the fields, and its methods, which the hub calls in such tasks.
 */
final class NetworkSession implements Source.Session<NetworkState> {
  private final List<NetworkFamily> families;
  private final Alarms alarms;
  private final NetworkReader reader;
  private final NetworkSettings settings;
  private final Executor tasks;
  private final Timer timer;
  private final Settling settling;

  private CompletableFuture<Void> changed = new CompletableFuture<>();
  private @Nullable CompletableFuture<Void> poll;

  NetworkSession(
      List<NetworkFamily> families,
      Alarms alarms,
      NetworkReader reader,
      NetworkSettings settings,
      Executor tasks,
      Timer timer) {
    this.families = families;
    this.alarms = alarms;
    this.reader = reader;
    this.settings = settings;
    this.tasks = tasks;
    this.timer = timer;
    settling = new Settling(settings.settlingTime(), timer, tasks, this::armAlarms, this::endRound);
  }

  @Override
  public CompletableFuture<?> arm() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    changed = mine;
    armAlarms();
    pollLater();
    return mine;
  }

  private void armAlarms() {
    alarms.arm(this::look);
  }

  /** An alarm's operation has ended, on any thread. */
  private void look(Alarm alarm, CompletableFuture<?> armed) {
    Futures.whenDone(armed, () -> tasks.execute(() -> lookAt(alarm, armed)));
  }

  private void lookAt(Alarm alarm, CompletableFuture<?> armed) {
    if (!alarm.hasEnded(armed)) {
      return;
    }
    Throwable failure = Futures.failure(armed);
    if (failure == null) {
      settling.event();
    } else {
      goOnWithout(alarm, failure);
    }
  }

  private void goOnWithout(Alarm alarm, Throwable failure) {
    boolean told = alarms.tellOfAddresses();
    if (!alarms.canDoWithout(alarm, failure)) {
      changed.completeExceptionally(failure);
    } else if (told && !alarms.tellOfAddresses()) {
      pollLater(); // sooner than beside events
    }
  }

  private void endRound() {
    changed.complete(null);
  }

  private void pollLater() {
    cancelPoll();
    Duration interval = settings.pollInterval(alarms.tellOfAddresses());
    CompletableFuture<Void> begun = timer.after(interval);
    poll = begun;
    Futures.whenDone(begun, () -> tasks.execute(() -> endPoll(begun)));
  }

  /** A pending step will end the round. */
  private void endPoll(CompletableFuture<Void> about) {
    if (about == poll && !settling.isUnderWay()) {
      endRound();
    }
  }

  private void cancelPoll() {
    CompletableFuture<Void> ended = poll;
    poll = null;
    if (ended != null) {
      ended.cancel(false);
    }
  }

  @Override
  public CompletableFuture<NetworkState> read() {
    return reader.read(families).thenApplyAsync(this::state, tasks);
  }

  private NetworkState state(Reading reading) {
    return new NetworkState(
        reading.interfaces(),
        Optional.ofNullable(reading.sources().get(StandardProtocolFamily.INET)),
        Optional.ofNullable(reading.sources().get(StandardProtocolFamily.INET6)),
        alarms.updates());
  }

  @Override
  public void close() {
    cancelPoll();
    settling.cancel();
    alarms.cancel();
    families.forEach(NetworkFamily::close);
  }
}
