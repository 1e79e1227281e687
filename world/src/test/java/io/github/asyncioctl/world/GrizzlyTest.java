package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.windows.Waits;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.nio.transport.UDPNIOTransport;
import org.glassfish.grizzly.nio.transport.UDPNIOTransportBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The channels of Grizzly's connections, which its transport closes with its selectors. */
class GrizzlyTest extends WorldTest {
  private static final int SIZE = 1_000;

  private final CompletableFuture<NIOConnection> accepted = new CompletableFuture<>();

  /** Sends back what it reads. */
  private final class Echo extends BaseFilter {
    @Override
    public NextAction handleAccept(FilterChainContext context) {
      accepted.complete((NIOConnection) context.getConnection());
      return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
      context.write(context.getAddress(), context.getMessage(), null);
      return context.getStopAction();
    }
  }

  private FilterChain echo() {
    return FilterChainBuilder.stateless().add(new TransportFilter()).add(new Echo()).build();
  }

  private static int port(NIOConnection server) {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @Test
  void channelOfATcpConnectionIsUsedUntilTheTransportIsShutDown() throws Exception {
    TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
    transport.setProcessor(echo());
    NIOConnection server = transport.bind("127.0.0.1", 0);
    transport.start();
    try (Socket client = new Socket(loopback(), port(server))) {
      Payload.echo(client);
      NIOConnection connection = Waits.get(accepted);
      assertRefused(connection);
      NetworkChannel channel = (NetworkChannel) connection.getChannel();
      assertPorts(channel, port(server), client.getLocalPort());
      Storm.beside(io, channel, () -> Payload.echo(client));
      CompletableFuture<?> change =
          io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      transport.shutdownNow();
      assertThat(Waits.ioctlFailure(change).isCancelled()).isTrue();
    } finally {
      transport.shutdownNow();
    }
  }

  @Test
  @Tag("load")
  void channelOfAUdpConnectionIsUsed() throws Exception {
    UDPNIOTransport transport = UDPNIOTransportBuilder.newInstance().build();
    transport.setProcessor(echo());
    NIOConnection server = transport.bind("127.0.0.1", 0);
    transport.start();
    try (DatagramSocket client = new DatagramSocket(0, loopback())) {
      client.setSoTimeout((int) Waits.BOUND.toMillis());
      NetworkChannel channel = (NetworkChannel) server.getChannel();
      assertPorts(channel, port(server), 0);
      Storm.beside(io, channel, () -> exchange(client, port(server)));
    } finally {
      transport.shutdownNow();
    }
  }

  private static void exchange(DatagramSocket client, int port) throws Exception {
    byte[] sent = Payload.bytes(SIZE);
    client.send(new DatagramPacket(sent, SIZE, loopback(), port));
    DatagramPacket answer = new DatagramPacket(new byte[SIZE + 1], SIZE + 1);
    client.receive(answer);
    assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(sent);
  }
}
