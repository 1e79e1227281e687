package io.github.asyncioctl.sim;

import static io.github.asyncioctl.sim.KnownCodes.FIONREAD;
import static io.github.asyncioctl.sim.KnownCodes.FSCTL_PIPE_PEEK;
import static io.github.asyncioctl.sim.KnownCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.sim.KnownCodes.SIO_ADDRESS_LIST_QUERY;
import static io.github.asyncioctl.sim.KnownCodes.SIO_BASE_HANDLE;
import static io.github.asyncioctl.sim.KnownCodes.SIO_GET_EXTENSION_FUNCTION_POINTER;
import static io.github.asyncioctl.sim.KnownCodes.SIO_GET_INTERFACE_LIST;
import static io.github.asyncioctl.sim.KnownCodes.SIO_KEEPALIVE_VALS;
import static io.github.asyncioctl.sim.KnownCodes.SIO_ROUTING_INTERFACE_QUERY;

import io.github.asyncioctl.sim.Personality.Closing;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How to provoke facts on the simulated kernel, by their ids. */
final class Provocations {
  static final Map<String, Function<Provocation, Provocation>> BY_FACT = new TreeMap<>();

  private static final int UNKNOWN = 0x48001234;
  private static final int BUFFER_OVERFLOW = 0x80000005;

  private Provocations() {}

  private static void add(String id, Function<Provocation, Provocation> provoke) {
    BY_FACT.put(id, provoke);
  }

  private static void addCode(String id, int code, int in, int out) {
    addCode(id, code, in, out, 152);
  }

  private static void addCode(String id, int code, int in, int out, int answer) {
    add(id, start -> start.answering(answer).start(code, in, out).lookAtError());
  }

  private static Provocation pend(Provocation start, Closing closing) {
    return start.start(Reaction.pend().closing(closing));
  }

  private static Provocation warn(Provocation start, int bytes) {
    return start.start(Reaction.warn(234, BUFFER_OVERFLOW, new byte[bytes])).lookAtError();
  }

  static {
    codes();
    starts();
    ends();
    threads();
  }

  private static void codes() {
    addCode("F01", FIONREAD, 0, 3);
    addCode("F02", FIONREAD, 0, 4);
    addCode("F04", SIO_KEEPALIVE_VALS, 12, 0);
    addCode("F05", SIO_KEEPALIVE_VALS, 11, 0);
    addCode("F08", UNKNOWN, 0, 0);
    addCode("F09", SIO_GET_EXTENSION_FUNCTION_POINTER, 16, 8);
    addCode("F13", SIO_BASE_HANDLE, 0, 8);
    addCode("F18", SIO_ROUTING_INTERFACE_QUERY, 16, 15, 16);
    addCode("F19", SIO_ROUTING_INTERFACE_QUERY, 16, 16, 16);
    addCode("F20", SIO_ADDRESS_LIST_CHANGE, 0, 0);
    addCode("F23", SIO_ADDRESS_LIST_QUERY, 0, 0);
    addCode("F24", SIO_ADDRESS_LIST_QUERY, 0, 1);
    addCode("F25", SIO_ADDRESS_LIST_QUERY, 0, 8);
    addCode("F26", SIO_ADDRESS_LIST_QUERY, 0, 4000);
    addCode("F27", SIO_GET_INTERFACE_LIST, 0, 4000);
    addCode("F28", SIO_GET_INTERFACE_LIST, 0, 75);
  }

  /** What the call writes, and what it makes of the event. */
  private static void starts() {
    add("P03", start -> start.throughNtdll().start(Reaction.fail(535)).look());
    add("P13", start -> pend(start.throughNtdll(), Closing.PIPE_READ).look());
    add("P14", start -> start.throughNtdll().start(Reaction.refuse(10038)).look());
    add("P15", start -> start.throughNtdll().start(Reaction.fail(109)).look());
    add("F38", start -> warn(start.throughNtdll(), 1));
    add("P37", start -> warn(start, 1));
    add("S71", start -> warn(start.throughNtdll(), 6));
    add(
        "P23",
        start -> start.throughNtdll().answering(18).start(FSCTL_PIPE_PEEK, 0, 17).lookAtError());
  }

  private static void ends() {
    add("F37", start -> pend(start.throughNtdll(), Closing.PIPE_LISTEN).cancel().look());
    add("F39", start -> pend(start, Closing.PIPE_READ).complete(0, 6).cancel().lookAtError());
    add("P53", start -> pend(start, Closing.PIPE_READ).cancel().lookAtError());
    add("P54", start -> pend(start, Closing.PIPE_READ).cancel().cancel().lookAtError());
    add("P62", start -> pend(start, Closing.PIPE_READ).complete(BUFFER_OVERFLOW, 6).lookAtError());
    add(
        "S70",
        start ->
            pend(start.throughNtdll(), Closing.UDP_RECEIVE).complete(BUFFER_OVERFLOW, 6).look());
    add("F22", start -> pend(start, Closing.IOCTL).closeHandle().lookAtError());
    add("P67", start -> pend(start, Closing.PIPE_LISTEN).closeHandle().look());
    add("P115", start -> pend(start, Closing.PIPE_READ).closeHandle().lookAtError());
    add("S15", start -> pend(start, Closing.TCP_RECEIVE).closeHandle().lookAtError());
    add("S16", start -> pend(start, Closing.TCP_RECEIVE).closeHandle().lookAtError());
    add(
        "S17",
        start -> pend(start.throughNtdll(), Closing.UDP_RECEIVE).closeHandle().lookAtError());
    for (String id : new String[] {"S04", "P18"}) {
      add(
          id,
          start ->
              pend(start.throughNtdll(), Closing.IOCTL).duplicate().closeHandle().lookAtError());
    }
  }

  private static void threads() {
    add("F33", start -> pend(start.throughNtdll(), Closing.IOCTL).endThread().look());
    add(
        "F34",
        start -> pend(start.throughNtdll().onPort(), Closing.IOCTL).endThread().lookAtError());
    add(
        "F35",
        start ->
            pend(start.throughNtdll().onPort().withoutEvent(), Closing.IOCTL)
                .endThread()
                .lookAtError()
                .cancel()
                .lookAtError());
  }
}
