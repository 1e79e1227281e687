package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.examples.Step.Outcome;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.IntSummaryStatistics;
import java.util.List;

/** IOCTLs that complete at once, most of them on a channel that is in use. */
final class ChannelSteps {
  private static final int QUESTIONS = 200;

  private final AsyncIoctl io;
  private final ChannelPair pair;
  private final AddressLists lists;
  private final Traffic traffic;
  private final Report report;

  ChannelSteps(
      AsyncIoctl io, ChannelPair pair, AddressLists lists, Traffic traffic, Report report) {
    this.io = io;
    this.pair = pair;
    this.lists = lists;
    this.traffic = traffic;
    this.report = report;
  }

  Step keepAlive() {
    return new Step("SIO_KEEPALIVE_VALS", "set, nothing returned", this::setKeepAlive);
  }

  private Outcome setKeepAlive() throws Exception {
    AsynchronousSocketChannel channel = pair.client();
    boolean before = channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
    ByteBuffer settings = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    settings.putInt(1).putInt(60_000).putInt(1_000).flip(); // on, idle and interval in ms
    ByteBuffer answer =
        Waits.get(
            io.ioctlAsync(channel, ControlCodes.SIO_KEEPALIVE_VALS, settings, 0), "keep-alive");
    boolean after = channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
    report.line("keep-alive set: after 60 s, each 1 s; SO_KEEPALIVE %s -> %s", before, after);
    return Outcome.of(answer.remaining() == 0, "set, " + answer.remaining() + " bytes returned");
  }

  Step bytesToRead() {
    return new Step(
        "FIONREAD x " + QUESTIONS, "each 0.." + Traffic.MAX_BLOCK, this::askBytesToRead);
  }

  private Outcome askBytesToRead() throws Exception {
    IntSummaryStatistics answers = new IntSummaryStatistics();
    long rounds = traffic.rounds();
    for (int i = 0; i < QUESTIONS; i++) {
      // Both sides are asked; the server's buffer is short, so bytes may wait there.
      AsynchronousSocketChannel channel = i % 2 == 0 ? pair.server() : pair.client();
      ByteBuffer answer =
          Waits.get(io.ioctlAsync(channel, ControlCodes.FIONREAD, null, Integer.BYTES), "FIONREAD");
      answers.accept(answer.getInt());
      Waits.get(traffic.roundTrip(), "the traffic");
    }
    report.line(
        "FIONREAD issued %d times during %d round trips: %d to %d bytes to read",
        QUESTIONS, traffic.rounds() - rounds, answers.getMin(), answers.getMax());
    return Outcome.of(
        answers.getMin() >= 0 && answers.getMax() <= Traffic.MAX_BLOCK,
        answers.getMin() + ".." + answers.getMax());
  }

  Step addressList() {
    return new Step("SIO_ADDRESS_LIST_QUERY", "one address or more", this::askAddressList);
  }

  private Outcome askAddressList() throws Exception {
    List<InetAddress> addresses = Waits.get(lists.now(), "address list");
    report.line("addresses: %s", AddressLists.text(addresses));
    return Outcome.of(!addresses.isEmpty(), AddressLists.text(addresses));
  }
}
