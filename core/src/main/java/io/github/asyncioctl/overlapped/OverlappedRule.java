package io.github.asyncioctl.overlapped;

/**
 * The rules for an OVERLAPPED when an operation starts on a handle that is bound to a completion
 * port.
 *
 * <p>Source: Microsoft, "OVERLAPPED structure (minwinbase.h)", "Synchronization and Overlapped
 * Input and Output", "GetQueuedCompletionStatus function (ioapiset.h)".
 */
public enum OverlappedRule {
  /** Without an OVERLAPPED the call is not overlapped. */
  ADDRESS_PRESENT("the address of an OVERLAPPED is not 0"),
  /** Its first field is as large as a pointer. */
  ADDRESS_ALIGNED("an OVERLAPPED is aligned to 8 bytes"),
  /** The kernel writes to it. */
  MEMORY_WRITABLE("an OVERLAPPED is 32 bytes of writable memory"),
  /** Each operation in flight needs its own OVERLAPPED. */
  NOT_IN_FLIGHT("an OVERLAPPED is used by one operation at a time"),
  /** The kernel will write to it when the operation ends. */
  MEMORY_NOT_REUSED("the memory of an operation in flight has no other use"),
  /** Without an event the completion can only go to the port. */
  EVENT_PRESENT("hEvent names an event"),
  /** Otherwise the port receives a packet that its owner does not know. */
  EVENT_TAGGED("the low-order bit of hEvent is set"),
  /** Only an event can be signalled. */
  EVENT_IS_AN_EVENT("the handle in hEvent is an event"),
  /** Each start resets the event, and so clears the signal of the other operation. */
  EVENT_OF_ITS_OWN("each operation in flight has its own event"),
  /** A binding copies heap memory, and frees the copy when the call returns. */
  BUFFER_OFF_HEAP("a buffer of an overlapped call is native memory, not an array or a heap buffer"),
  /**
   * With a completion routine the event is not signalled, and the routine may run after the end.
   */
  NO_COMPLETION_ROUTINE("the event signals the end, not a completion routine");

  private final String text;

  OverlappedRule(String text) {
    this.text = text;
  }

  /**
   * The rule in words.
   *
   * @return one sentence without a full stop
   */
  public String text() {
    return text;
  }
}
