package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.datagram.ControlMessages.HOPLIMIT;
import static io.github.asyncioctl.datagram.ControlMessages.IPPROTO_IP;
import static io.github.asyncioctl.datagram.ControlMessages.IPPROTO_IPV6;
import static io.github.asyncioctl.datagram.ControlMessages.PKTINFO;

/**
 * The options that make the system report more about datagrams, by their names in ws2ipdef.h. None
 * of them changes what another receiver on the socket sees.
 */
enum Option {
  IP_PKTINFO(IPPROTO_IP, PKTINFO),
  IP_RECVTTL(IPPROTO_IP, HOPLIMIT),
  IP_RECVTOS(IPPROTO_IP, Option.RECVTCLASS),
  IPV6_PKTINFO(IPPROTO_IPV6, PKTINFO),
  IPV6_HOPLIMIT(IPPROTO_IPV6, HOPLIMIT),
  IPV6_RECVTCLASS(IPPROTO_IPV6, Option.RECVTCLASS);

  private static final int RECVTCLASS = 40;

  private final int level;
  private final int value;

  Option(int level, int value) {
    this.level = level;
    this.value = value;
  }

  int level() {
    return level;
  }

  int value() {
    return value;
  }
}
