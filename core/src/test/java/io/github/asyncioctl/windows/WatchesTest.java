package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.Listening;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Registration;
import io.github.asyncioctl.watch.ValueChange;
import io.github.asyncioctl.watch.ValueWatch;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watches on the kernel of this machine, whatever it is. */
@OnWindows
class WatchesTest {
  private static final int WSAEOPNOTSUPP = 10045;

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void close() {
    io.close();
  }

  private static <T> List<ValueChange<T>> listen(ValueWatch<T> watch, int until) {
    List<ValueChange<T>> heard = new CopyOnWriteArrayList<>();
    watch.listen(heard::add);
    Waits.until(until + " changes", () -> heard.size() >= until);
    return heard;
  }

  private static <T> List<Change<T>> listen(Watch<T> watch, int until) {
    List<Change<T>> heard = new CopyOnWriteArrayList<>();
    watch.listen(heard::add);
    Waits.until(until + " changes", () -> heard.size() >= until);
    return heard;
  }

  @Test
  void thePresentAddressesComeFirst() throws Exception {
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      Change<LocalAddress> first = listen(watch, 1).get(0);

      assertThat(first.current()).isNotEmpty().isEqualTo(first.added());
      assertThat(first.removed()).isEmpty();
      assertThat(first.failure()).isEmpty();
      assertThat(first.current()).allMatch(WatchesTest::isAtItsInterface);
    }
    Waits.untilNothingPends(io);
  }

  private static boolean isAtItsInterface(LocalAddress address) {
    try {
      Optional<NetworkInterface> at = address.networkInterface();
      return at.isPresent() && at.get().inetAddresses().anyMatch(address.address()::equals);
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(StandardProtocolFamily.class)
  void everyFamilyHasAnAnswer(StandardProtocolFamily family) {
    if (family == StandardProtocolFamily.UNIX) {
      assertThatIllegalArgumentException().isThrownBy(() -> Watches.addresses(io, family));
      return;
    }
    try (Watch<LocalAddress> watch = Watches.addresses(io, family)) {
      assertThat(listen(watch, 1).get(0).failure()).isEmpty();
      Waits.until("it waits for a change", () -> io.stats().pending() == 1);
    }
    Waits.untilNothingPends(io);
  }

  @Test
  void oneOperationServesAllAndGoesWithTheLast() {
    Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET);
    List<Change<LocalAddress>> heard = new CopyOnWriteArrayList<>();
    List<? extends Registration> all =
        Stream.generate(() -> watch.listen(heard::add)).limit(50).toList();
    Waits.until("all were told", () -> heard.size() == 50);
    Waits.until("it waits for a change", () -> io.stats().pending() == 1);
    // Two, and two more for each change that the system makes of its own accord meanwhile.
    assertThat(io.stats().started()).isBetween(2L, 10L);

    all.forEach(Registration::close);
    Waits.untilNothingPends(io);
  }

  @Test
  void aRouteIsTheAddressFromWhichPacketsLeave() throws Exception {
    // Wine knows no route over the loopback interface.
    String destination = Wine.isHere() ? "10.77.0.2" : "127.0.0.1";
    InetAddress expected = InetAddress.getByName(Wine.isHere() ? "10.77.0.1" : "127.0.0.1");
    try (ValueWatch<LocalAddress> watch =
        Watches.sourceAddress(io, InetAddress.getByName(destination))) {
      ValueChange<LocalAddress> first = listen(watch, 1).get(0);

      assertThat(first.current()).get().matches(at -> at.address().equals(expected));
      assertThat(first.previous()).isEmpty();
    }
    Waits.untilNothingPends(io);
  }

  /** The names before 0.1 do the same, in a set. */
  @Test
  @SuppressWarnings("removal")
  void theOldNamesGiveSets() throws Exception {
    String destination = Wine.isHere() ? "10.77.0.2" : "127.0.0.1";
    try (Watch<LocalAddress> watch = Watches.route(io, InetAddress.getByName(destination))) {
      List<Change<LocalAddress>> heard = new CopyOnWriteArrayList<>();
      try (Listening listening = watch.listen(heard::add)) {
        assertThat(listening).isNotNull();
        Waits.until("a change", () -> !heard.isEmpty());
      }

      assertThat(heard.get(0).current()).hasSize(1).isEqualTo(heard.get(0).added());
      assertThat(heard.get(0).trouble()).isEqualTo(heard.get(0).failure());
      assertThat(heard.get(0).collapsed()).isEqualTo(heard.get(0).skipped());
    }
    Waits.untilNothingPends(io);
  }

  /** Wine cannot tell of routes that change: what users get then. */
  @Test
  void whatTheSystemDoesNotTellOfIsTrouble() throws Exception {
    Wine.assume("Windows tells of routes");
    try (ValueWatch<LocalAddress> watch =
        Watches.sourceAddress(io, InetAddress.getLoopbackAddress())) {
      List<ValueChange<LocalAddress>> heard = listen(watch, 1);

      assertThat(heard.get(0).failure()).get().matches(WatchesTest::isUnsupported);
      Waits.until("it has tried again", () -> io.stats().started() >= 6);
      assertThat(heard).hasSize(1);
    }
    Waits.untilNothingPends(io);
  }

  private static boolean isUnsupported(Throwable trouble) {
    return trouble instanceof IoctlException e && e.error() == WSAEOPNOTSUPP;
  }

  @Test
  void theSendBacklogOfAConnectionEndsWithItsSocket() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(server.getLocalAddress());
      try (ValueWatch<Long> watch = Watches.idealSendBacklog(io, client)) {
        List<ValueChange<Long>> heard = listen(watch, 1);
        assertThat(heard.get(0).current()).get().matches(bytes -> bytes > 0);
        if (Wine.isHere()) {
          assertThat(heard.get(0).failure()).get().matches(WatchesTest::isUnsupported);
        } else {
          assertThat(heard.get(0).failure()).isEmpty();
        }
        closeEarly(client);
        Waits.until("the end", () -> heard.size() >= 2);
        assertThat(heard.get(1).failure()).isPresent();
      }
    }
    Waits.untilNothingPends(io);
  }

  private static void closeEarly(SocketChannel channel) throws IOException {
    channel.close();
  }

  @Test
  void aClosedEngineEndsTheWatch() {
    try (Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      List<Change<LocalAddress>> heard = listen(watch, 1);
      io.close();
      Waits.until(
          "the end",
          () ->
              heard.get(heard.size() - 1).failure().orElse(null) instanceof IllegalStateException);
    }
  }

  @Test
  void subscribersNeverRunOnTheThreadsOfTheEngine() {
    try (AsyncIoctl direct = AsyncIoctl.builder().executor(Runnable::run).open();
        Watch<LocalAddress> watch = Watches.addresses(direct, StandardProtocolFamily.INET)) {
      List<String> threads = new CopyOnWriteArrayList<>();
      CountDownLatch told = new CountDownLatch(1);
      watch.listen(
          change -> {
            threads.add(Thread.currentThread().getName());
            told.countDown();
          });
      Waits.await(told);

      assertThat(threads).allMatch(name -> name.startsWith("asyncioctl-watch-"));
    }
  }

  @Test
  void subscribersRunOnTheExecutorThatIsGiven() {
    List<String> threads = new CopyOnWriteArrayList<>();
    CountDownLatch told = new CountDownLatch(1);
    try (Watch<LocalAddress> watch =
        Watches.addresses(
            io, StandardProtocolFamily.INET, task -> new Thread(task, "mine").start())) {
      watch.listen(
          change -> {
            threads.add(Thread.currentThread().getName());
            told.countDown();
          });
      Waits.await(told);
    }
    assertThat(threads).containsOnly("mine");
  }
}
