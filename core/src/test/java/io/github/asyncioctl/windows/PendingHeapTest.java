package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a pending operation costs of the heap, beside what its caller keeps of it. */
@OnWindows
@Tag("once")
class PendingHeapTest {
  private static final int COUNT = 5_000;

  /** Operation, future and SOCKET, and its place in a lane: 214 where it was measured. */
  private static final long BYTES_PER_OPERATION = 220;

  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\[?L?io\\.github\\.asyncioctl\\..*");

  @Test
  void aPendingOperationIsThreeSmallObjects() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      long before = ownBytes();
      List<CompletableFuture<ByteBuffer>> pending = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        pending.add(io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null));
      }
      assertThat(io.stats().pending()).isEqualTo(COUNT);
      long each = (ownBytes() - before) / COUNT;
      assertThat(each).isBetween(100L, BYTES_PER_OPERATION);
      assertThat(pending).noneMatch(CompletableFuture::isDone);
    }
  }

  /** What the reachable objects of this library's classes take. */
  private static long ownBytes() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }
}
