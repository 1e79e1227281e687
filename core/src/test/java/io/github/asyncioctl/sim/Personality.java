package io.github.asyncioctl.sim;

/**
 * The ways in which one system differs from another, by the ids of the facts that say so. Where
 * none is named, both do the same. {@code PersonalityTest} looks the facts up in the table.
 */
public enum Personality {
  /** Windows, as public conformance suites assert of it. */
  WINDOWS {
    @Override
    Reaction unknownCode() {
      return Reaction.later(NOT_SUPPORTED); // F08, F13
    }

    @Override
    boolean startWritesPending() {
      return true; // F05, S44
    }

    @Override
    Reaction successWithoutOutput() {
      return Reaction.succeed().keepingCount(); // F04
    }

    @Override
    Reaction interfaceList(int status, byte... answer) {
      return Reaction.later(status, answer); // F27, F28
    }

    @Override
    Reaction tooShort(int needed) {
      return Reaction.tooShort(WSAEFAULT, needed); // F18
    }

    @Override
    int closed(Closing what) {
      return switch (what) {
        case IOCTL -> CANCELLED; // F22
        case TCP_RECEIVE -> CONNECTION_ABORTED; // S15, S16
        case UDP_RECEIVE -> CANCELLED; // S17
        case PIPE_READ, PIPE_LISTEN -> PIPE_BROKEN; // P115; of a listen P67 says only that it ends
      };
    }
  },

  /** Wine 8, as the suites mark it and as it was measured. */
  WINE {
    @Override
    Reaction unknownCode() {
      return Reaction.unsupported(); // F08, but for the event, of which no suite says anything
    }

    @Override
    boolean startWritesPending() {
      return false; // F05
    }

    @Override
    Reaction successWithoutOutput() {
      return Reaction.succeed(); // F04
    }

    @Override
    Reaction interfaceList(int status, byte... answer) {
      return Reaction.completeWhilePending(status, answer); // F27, F28
    }

    @Override
    Reaction tooShort(int needed) {
      return Reaction.fail(WSAEFAULT); // F18
    }

    @Override
    int closed(Closing what) {
      return switch (what) {
        case IOCTL -> CANCELLED; // F22
        case TCP_RECEIVE, UDP_RECEIVE, PIPE_LISTEN -> HANDLES_CLOSED; // S16, S17 differ
        case PIPE_READ -> PIPE_BROKEN; // P115
      };
    }
  };

  /** What was pending on a handle that is closed. */
  public enum Closing {
    IOCTL,
    TCP_RECEIVE,
    UDP_RECEIVE,
    PIPE_READ,
    PIPE_LISTEN
  }

  private static final int WSAEFAULT = 10014;
  private static final int NOT_SUPPORTED = 0xC00000BB;
  private static final int CANCELLED = 0xC0000120;
  private static final int CONNECTION_ABORTED = 0xC0000241;
  private static final int PIPE_BROKEN = 0xC000014B;
  private static final int HANDLES_CLOSED = 0x8000000A;

  /** A control code that nobody knows, with an OVERLAPPED. */
  abstract Reaction unknownCode();

  /** Whether a start begins with STATUS_PENDING, which one that fails leaves behind. */
  abstract boolean startWritesPending();

  /** SIO_KEEPALIVE_VALS, which has no output. */
  abstract Reaction successWithoutOutput();

  /** SIO_GET_INTERFACE_LIST. */
  abstract Reaction interfaceList(int status, byte... answer);

  /** SIO_ROUTING_INTERFACE_QUERY with too little room for the answer. */
  abstract Reaction tooShort(int needed);

  /** The status of what was pending on a handle when its last reference was closed. */
  abstract int closed(Closing what);
}
