package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.cli.TcpInfoSource.Sample;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1;
import io.github.asyncioctl.codes.TcpInfoV1.Limit;
import io.github.asyncioctl.codes.TcpState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpInfoPrinterTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(Run.output(out), Run.output(out));

  static Sample sample(TcpState state, long micros, long flight, boolean limits) {
    Duration least = Duration.ofNanos(Math.min(micros, 11_800) * 1_000);
    Duration now = Duration.ofNanos(micros * 1_000);
    TcpInfo info =
        new TcpInfo(
            state,
            1460,
            Duration.ofSeconds(3),
            false,
            now,
            least,
            flight,
            14_600,
            65_535,
            262_144,
            65_536,
            2_048,
            12_345,
            0,
            1_460,
            1,
            0,
            2,
            0);
    Limit receiver = new Limit(1, Duration.ofMillis(20), 2_000);
    Limit none = new Limit(0, Duration.ZERO, 0);
    Limit sender = new Limit(2, Duration.ofMillis(2_980), 48);
    return new Sample(info, limits ? new TcpInfoV1(info, receiver, none, sender) : null);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** What the page shows, as Wine has no such statistics. */
  @Test
  void aLineWithABarForEachSample() throws IOException {
    TcpInfoPrinter printer = new TcpInfoPrinter(terminal, false, ZoneOffset.UTC);
    Sample first = sample(TcpState.ESTABLISHED, 11_800, 0, true);
    printer.begin("203.0.113.7:443", "192.0.2.10:50123", first.info());
    long[] micros = {11_800, 12_450, 16_020, 24_700, 13_100};
    for (int i = 0; i < micros.length; i++) {
      printer.print(NOON.plusSeconds(i), sample(TcpState.ESTABLISHED, micros[i], i * 512L, true));
    }
    printer.print(NOON.plusSeconds(5), sample(TcpState.CLOSE_WAIT, 13_100, 0, true));
    printer.end("the other side closed the connection");

    assertThat(text()).isASCII().isEqualTo(new Page().block("tcpinfo"));
    assertThat(text().lines()).allMatch(each -> each.length() <= 100);
  }

  @Test
  void theHeadComesBackEveryTwentyLines() throws IOException {
    TcpInfoPrinter printer = new TcpInfoPrinter(terminal, false, ZoneOffset.UTC);
    for (int i = 0; i < 41; i++) {
      printer.print(NOON, sample(TcpState.ESTABLISHED, 10, 0, false));
    }
    printer.end(null);

    assertThat(text().lines().filter(each -> each.startsWith("time"))).hasSize(3);
    assertThat(text()).contains("41 samples, round-trip time 0.01 / 0.01 / 0.01 ms");
    assertThat(text()).doesNotContain("limited");
  }

  @Test
  void nothingIsSaidOfNoSamples() throws IOException {
    new TcpInfoPrinter(terminal, false, ZoneOffset.UTC).end("gone");

    assertThat(text()).isEmpty();
  }

  @Test
  void jsonHasEverything() throws IOException {
    TcpInfoPrinter printer = new TcpInfoPrinter(terminal, true, ZoneOffset.UTC);
    printer.print(NOON, sample(TcpState.ESTABLISHED, 12_450, 512, true));
    printer.end("gone");

    assertThat(text())
        .isEqualTo(
            "{\"time\":\"2026-11-23T12:00:00.123Z\",\"state\":\"ESTABLISHED\","
                + "\"roundTripMillis\":12.45,\"minRoundTripMillis\":11.8,\"connectedMillis\":3000,"
                + "\"maxSegmentBytes\":1460,\"bytesInFlight\":512,\"congestionWindowBytes\":14600,"
                + "\"sendWindowBytes\":65535,\"receiveWindowBytes\":262144,\"bytesOut\":2048,"
                + "\"bytesIn\":12345,\"bytesReordered\":0,\"bytesRetransmitted\":1460,"
                + "\"fastRetransmissions\":1,\"duplicateAcksIn\":0,\"timeoutEpisodes\":2,"
                + "\"synRetransmissions\":0,"
                + "\"limitedByReceiver\":{\"times\":1,\"millis\":20,\"bytes\":2000},"
                + "\"limitedByCongestion\":{\"times\":0,\"millis\":0,\"bytes\":0},"
                + "\"limitedBySender\":{\"times\":2,\"millis\":2980,\"bytes\":48}}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999, 9999",
    "10000, 10.0k",
    "999949, 999.9k",
    "999950, 1.0M",
    "4100000, 4.1M",
    "9223372036854775807, 9.2E"
  })
  void bytesAreShort(long count, String text) {
    assertThat(TcpInfoPrinter.bytes(count)).isEqualTo(text);
  }
}
