package io.github.asyncioctl.datagram;

import io.github.asyncioctl.reactive.StrictSubscriber;
import java.util.List;
import java.util.function.Consumer;

/** A strict subscriber of datagrams. */
final class Probe extends StrictSubscriber<ReceiveResult> {
  Probe(long initialRequest) {
    super(initialRequest);
  }

  /** What to do in onNext. */
  Probe reacting(Consumer<ReceiveResult> how) {
    react(how);
    return this;
  }

  List<ReceiveResult> results() {
    return items();
  }

  /** The numbers in the datagrams that it was told; the negated error for an error. */
  List<Integer> numbers() {
    return results().stream().map(Probe::number).toList();
  }

  static int number(ReceiveResult result) {
    return result instanceof ReceivedDatagram datagram
        ? datagram.data().getInt(0)
        : -((ReceiveError) result).cause().error();
  }
}
