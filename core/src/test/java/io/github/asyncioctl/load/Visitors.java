package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import java.io.IOException;
import java.nio.channels.DatagramChannel;

/** Engines that come and go, with work at hand and without. */
final class Visitors {
  private final CanaryKernel canary;
  private final Endings endings;
  private int came;

  Visitors(CanaryKernel canary, Endings endings) {
    this.canary = canary;
    this.endings = endings;
  }

  /** How many there were. */
  int came() {
    return came;
  }

  /** So many come, one after the other. */
  void come(int times) throws IOException {
    try (DatagramChannel socket = DatagramChannel.open()) {
      for (int i = 0; i < times; i++) {
        visit(socket);
      }
    }
  }

  /** They come until the end. */
  void comeUntil(long end, Pace pace) throws IOException {
    try (DatagramChannel socket = DatagramChannel.open()) {
      while (System.nanoTime() - end < 0) {
        pace.awaitUntil(end);
        visit(socket);
      }
    }
  }

  private void visit(DatagramChannel socket) {
    try (CanaryIo io = new CanaryIo(canary, Load.BOUND.dividedBy(2))) {
      if (came % 2 == 0) {
        endings.expect(io.socket(socket, FIONREAD, null, 4));
      }
      if (came % 4 == 0) {
        endings.expect(io.socket(socket, SIO_ADDRESS_LIST_CHANGE, null, 0));
      }
    }
    came++;
  }
}
