package io.github.asyncioctl.codes;

import static io.github.asyncioctl.codes.Ioctls.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What does not fit is refused before the call, with words that help. */
class RangesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void keepAlive() {
    Duration most = Duration.ofMillis(0xFFFF_FFFFL);
    Duration tooMuch = most.plusMillis(1);

    refused(() -> KeepAlive.after(Duration.ZERO, SECOND), "idle", "4294967295 ms", "PT0S");
    refused(() -> KeepAlive.after(Duration.ofNanos(999_999), SECOND), "idle");
    refused(() -> KeepAlive.after(SECOND.negated(), SECOND), "idle", "PT-1S");
    refused(() -> KeepAlive.after(SECOND, tooMuch), "interval");
    refused(() -> KeepAlive.after(SECOND, Duration.ofSeconds(Long.MAX_VALUE)), "interval");
    assertThat(KeepAlive.after(most, most.plusNanos(999_999)).on()).isTrue();
    assertThat(KeepAlive.off().on()).isFalse();
  }

  /** Fractions are cut off, not rounded. */
  @Test
  void keepAliveHasMilliseconds() {
    KeepAlive keepAlive = KeepAlive.after(Duration.ofNanos(1_999_999), most());
    assertThat(SIO_KEEPALIVE_VALS.encode(keepAlive).getInt(4)).isEqualTo(1);
    assertThat(SIO_KEEPALIVE_VALS.encode(keepAlive).getInt(8)).isEqualTo(-1);
  }

  private static Duration most() {
    return Duration.ofMillis(0xFFFF_FFFFL).plusNanos(999_999);
  }

  @Test
  void initialRto() {
    InitialRto configured = InitialRto.asConfigured();
    refused(() -> new InitialRto(-1, 0), "rttMillis", "-1");
    refused(() -> new InitialRto(65536, 0), "rttMillis");
    refused(() -> new InitialRto(0, -1), "maxSynRetransmissions");
    refused(() -> new InitialRto(0, 256), "maxSynRetransmissions", "255", "256");
    refused(() -> configured.withRtt(Duration.ZERO), "rtt");
    refused(() -> configured.withRtt(Duration.ofNanos(999_999)), "rtt");
    refused(() -> configured.withRtt(Duration.ofMillis(65535)), "rtt", "65534");
    refused(() -> configured.withRtt(SECOND.negated()), "rtt");
    refused(() -> configured.withRtt(Duration.ofSeconds(Long.MAX_VALUE)), "rtt");
    refused(() -> configured.withSynRetransmissions(-1), "times");
    refused(() -> configured.withSynRetransmissions(254), "times", "253");
    assertThat(configured.withRtt(Duration.ofMillis(65534)).rttMillis()).isEqualTo(65534);
    assertThat(configured.withRtt(Duration.ofMillis(1)).rttMillis()).isEqualTo(1);
    assertThat(configured.withSynRetransmissions(253).maxSynRetransmissions()).isEqualTo(253);
  }

  @Test
  void numbers() {
    refused(() -> SIO_TCP_SET_ACK_FREQUENCY.encode(256), "255");
    refused(() -> SIO_TCP_SET_ACK_FREQUENCY.encode(-1), "-1");
    refused(() -> SIO_CPU_AFFINITY.encode(65536), "65535");
    refused(() -> SIO_CPU_AFFINITY.encode(-1), "-1");
    refused(() -> SIO_GET_TX_TIMESTAMP.encode(-1L), "-1");
    refused(() -> SIO_GET_TX_TIMESTAMP.encode(1L << 32), "4294967295");
    refused(() -> new Timestamping(true, true, -1), "sentBuffered");
    refused(() -> new Timestamping(true, true, 65536), "sentBuffered");
    refused(() -> new ReceiveAll.OnInterface(ReceiveAll.ON, -1), "interfaceIndex");
  }

  @Test
  void ports() {
    refused(() -> new PortRange(-1, 1), "start");
    refused(() -> new PortRange(65536, 1), "start");
    refused(() -> new PortRange(0, 0), "count");
    refused(() -> new PortRange(0, 65536), "count");
    refused(() -> new PortRange(65535, 2), "count", "from 1 to 1", "2");
    refused(() -> new PortRange(65000, 1000), "count");
    refused(() -> SIO_RELEASE_PORT_RESERVATION.encode(0L), "TOKEN");
    assertThat(new PortRange(65535, 1).count()).isEqualTo(1);
    assertThat(new PortRange(0, 65535).count()).isEqualTo(65535);
    assertThat(new PortRange(1, 65535).count()).isEqualTo(65535);
  }

  /** What the kernel cannot mean. */
  @Test
  void answers() {
    refused(() -> SIO_AF_UNIX_GETPEERPID.decode(ByteBuffer.allocate(4), 0), "process id");
    refused(() -> SIO_GET_INTERFACE_LIST.decode(ByteBuffer.allocate(77), 0), "77");
    refused(
        () -> SIO_ACQUIRE_PORT_RESERVATION.decode(ByteBuffer.allocate(16).put(2, (byte) 1), 0),
        "TOKEN");
    refused(() -> SIO_TCP_INFO_V0.decode(ByteBuffer.allocate(88).put(0, (byte) 11), 0), "TCPSTATE");
    refused(() -> SIO_TCP_INFO_V0.decode(ByteBuffer.allocate(88).put(15, (byte) 0x80), 0), "total");
    refused(
        () -> SIO_QUERY_TRANSPORT_SETTING.decode(ByteBuffer.allocate(4).put(0, (byte) 7), 0),
        "CONTROL_CHANNEL_TRIGGER_STATUS");
  }

  /** Whatever order the buffer has that someone decodes. */
  @Test
  void decodersReadLittleEndian() {
    ByteBuffer one = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN).put(0, (byte) 1);
    assertThat(FIONREAD.decode(one, 0)).isEqualTo(1);
  }

  private static void refused(ThrowingCallable call, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }
}
