package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import javax.jmdns.JmDNS;
import javax.jmdns.impl.JmDNSImpl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** The sockets of libraries that send datagrams: the JDK's, in their hands. */
class DatagramLibrariesTest extends WorldTest {
  private static final OID NAME = new OID("1.3.6.1.4.1.1");
  private static final int SIZE = 1_000;

  /** Its superclass keeps the socket for its subclasses. */
  private static final class Mapping extends DefaultUdpTransportMapping {
    Mapping() throws IOException {
      super(new UdpAddress(loopback(), 0));
    }

    DatagramSocket socket() {
      return socket;
    }
  }

  /** Sends back what is set. */
  private static final class Agent implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      PDU answer = (PDU) event.getPDU().clone();
      answer.setType(PDU.RESPONSE);
      try {
        event
            .getMessageDispatcher()
            .returnResponsePdu(
                event.getMessageProcessingModel(),
                event.getSecurityModel(),
                event.getSecurityName(),
                event.getSecurityLevel(),
                answer,
                event.getMaxSizeResponsePDU(),
                event.getStateReference(),
                new StatusInformation());
      } catch (MessageException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void socketsOfSnmp4jAreUsed() throws Exception {
    Mapping servers = new Mapping();
    Mapping clients = new Mapping();
    try (Snmp server = new Snmp(servers);
        Snmp client = new Snmp(clients)) {
      server.addCommandResponder(new Agent());
      server.listen();
      client.listen();
      int port = servers.socket().getLocalPort();
      assertPorts(servers.socket(), port, 0);
      assertPorts(clients.socket(), clients.socket().getLocalPort(), 0);
      CommunityTarget<UdpAddress> target =
          new CommunityTarget<>(new UdpAddress(loopback(), port), new OctetString("world"));
      target.setVersion(SnmpConstants.version2c);
      target.setTimeout(20_000);
      try (Storm storm = new Storm(io, clients.socket())) {
        Storm.beside(io, servers.socket(), () -> set(client, target, Payload.bytes(SIZE)));
        storm.awaitEnough();
      }
    }
  }

  private static void set(Snmp client, CommunityTarget<UdpAddress> agent, byte[] value)
      throws IOException {
    PDU question = new PDU();
    question.setType(PDU.SET);
    question.add(new VariableBinding(NAME, new OctetString(value)));
    PDU answer = client.send(question, agent).getResponse();
    assertThat(answer).isNotNull();
    assertThat(answer.getVariable(NAME)).isEqualTo(new OctetString(value));
  }

  /** Nobody else is there to hear of its services. */
  @Test
  @Tag("load")
  void multicastSocketOfJmDnsIsUsed() throws Exception {
    try (JmDNS jmDns = JmDNS.create(loopback(), "world")) {
      DatagramSocket socket = ((JmDNSImpl) jmDns).getSocket();
      assertPorts(socket, 5353, 0);
      try (Storm storm = new Storm(io, socket)) {
        storm.awaitEnough();
      }
    }
  }
}
