package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import java.util.List;

/** A bound datagram socket of IPv4 and an engine, and somebody who sends: simulated, or real. */
interface Rig extends AutoCloseable {
  AsyncIoctl io();

  /** What a program has of the socket. */
  Object socket();

  /** What is tested. */
  Datagrams datagrams();

  /** A datagram arrives; it has done so when this returns. */
  void send(byte... data);

  /** The owner closes the socket. */
  void closeSocket();

  /** What must not have happened. */
  List<String> violations();

  @Override
  void close();
}
