package io.github.asyncioctl.cli;

import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code keepalive} prints about its connection. */
final class KeepAliveReport {
  /** The number of unanswered probes after which Windows aborts a connection, since Vista. */
  private static final int PROBES = 10;

  private final Terminal terminal;
  private final boolean json;
  private final Connection connection;
  private boolean onBefore;

  KeepAliveReport(Terminal terminal, boolean json, Connection connection) {
    this.terminal = terminal;
    this.json = json;
    this.connection = connection;
  }

  void before() throws IOException {
    onBefore = isOn();
    if (!json) {
      terminal.print("connected to " + connection.remote() + " from " + connection.local());
      terminal.print("before:     keep-alive " + word(onBefore));
    }
  }

  private boolean isOn() throws IOException {
    return connection.channel().getOption(StandardSocketOptions.SO_KEEPALIVE);
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }

  /** What was set, and what the system reports now. */
  void after(KeepAlive setting) throws IOException {
    boolean on = isOn();
    Integer idle = read("TCP_KEEPIDLE");
    Integer interval = read("TCP_KEEPINTERVAL");
    Integer probes = read("TCP_KEEPCOUNT");
    if (json) {
      terminal.json(
          new Fields()
              .with("event", "set")
              .with("remote", connection.remote())
              .with("local", connection.local())
              .with("onBefore", onBefore)
              .with("on", setting.on())
              .with("idleMillis", setting.on() ? setting.idle().toMillis() : null)
              .with("intervalMillis", setting.on() ? setting.interval().toMillis() : null)
              .with("readBackOn", on)
              .with("readBackIdleSeconds", idle)
              .with("readBackIntervalSeconds", interval)
              .with("readBackProbes", probes)
              .map());
      return;
    }
    terminal.print("set:        " + describe(setting));
    terminal.print("read back:  keep-alive " + word(on) + readBack(on, idle, interval, probes));
    if (setting.on()) {
      int count = probes == null ? PROBES : probes;
      Duration silence = setting.idle().plus(setting.interval().multipliedBy(count));
      terminal.print("a dead peer is noticed after " + Durations.format(silence) + " of silence");
    }
  }

  private static String describe(KeepAlive setting) {
    return setting.on()
        ? "keep-alive on, first probe after %s of silence, then one each %s"
            .formatted(Durations.format(setting.idle()), Durations.format(setting.interval()))
        : "keep-alive off";
  }

  private static String readBack(
      boolean on, @Nullable Integer idle, @Nullable Integer interval, @Nullable Integer probes) {
    if (!on || idle == null || interval == null || probes == null) {
      return "";
    }
    return ", first probe after %ds, then one each %ds, %d probes"
        .formatted(idle, interval, probes);
  }

  /**
   * What some versions of the JDK can read. By name, because a trimmed runtime may lack the class.
   */
  private @Nullable Integer read(String option) {
    try {
      for (SocketOption<?> each : connection.channel().supportedOptions()) {
        if (each.name().equals(option)) {
          return (Integer) connection.channel().getOption(each);
        }
      }
    } catch (IOException e) {
      return null; // not on this system
    }
    return null;
  }

  void holds(Duration time) throws IOException {
    if (!json) {
      terminal.print("idle for " + Durations.format(time) + "; Ctrl-C ends it ...");
    }
  }

  /** How the idle time ended; {@code end} is null if the connection is still alive. */
  void held(Duration time, @Nullable String end, long received) throws IOException {
    if (json) {
      terminal.json(
          new Fields()
              .with("event", "held")
              .with("millis", time.toMillis())
              .with("alive", end == null)
              .with("reason", end)
              .with("bytesReceived", received)
              .map());
      return;
    }
    Style style = terminal.style();
    String what = end == null ? style.good("the connection is alive") : style.bad(end);
    terminal.print(
        "after " + Durations.format(time) + ": " + what + ", " + received + " bytes received");
  }
}
