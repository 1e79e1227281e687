package io.github.asyncioctl.docs.programs;

// snippet: askedAt
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

public final class AskedAt {
  public static void main(String[] args) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel server = DatagramChannel.open()) {
      Datagrams datagrams = Datagrams.on(io, server);
      server.bind(new InetSocketAddress(Integer.parseInt(args[0]))); // all addresses
      while (true) {
        ReceivedDatagram question = datagrams.receiveAsync().get();
        String answer = "asked at " + question.destination().orElseThrow().getHostAddress();
        System.out.println(question.source() + " " + answer);
        server.send(StandardCharsets.UTF_8.encode(answer), question.source());
      }
    }
  }
}
// end
