package io.github.asyncioctl.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is called, and what becomes of the memory that the kernel saw. Stateless: one
 * object serves all calls of a kind.
 */
@FunctionalInterface
public interface Form<O> {
  /** The answer as it is, called as the engine's table of codes says. */
  Form<ByteBuffer> RAW = (answer, address, transferred) -> answer;

  /** On whose thread an operation is issued, and with an OVERLAPPED or without. */
  enum Manner {
    /** As the engine's table of codes says. */
    BY_CODE,
    /** On the caller's thread. */
    AT_ONCE,
    /** By the waiter. */
    MAY_PEND,
    /** On the caller's thread and without an OVERLAPPED. */
    WITHOUT_OVERLAPPED
  }

  /** How to issue it. */
  default Manner manner() {
    return Manner.BY_CODE;
  }

  /** Whether the system may be asked twice, because asking changes nothing. */
  default boolean isQuestion() {
    return false;
  }

  /** The offsets of pointers in the input, which are offsets themselves until it is in place. */
  default int[] pointers(ByteBuffer in) {
    return NativeInput.NO_POINTERS;
  }

  /** Whether {@link #decode} gets the input too, before the output. */
  default boolean takesInput() {
    return false;
  }

  /** Whether {@link #decode} gets the whole output, however many bytes were reported. */
  default boolean ignoresCount() {
    return false;
  }

  /**
   * Whether a thread waits for the outcome, and does nothing else meanwhile: then the user's
   * executor, which that thread may be of, has no part in its end.
   */
  default boolean isAwaited() {
    return false;
  }

  /** Whether the caller counts an error as a success. */
  default boolean succeedsWith(int error) {
    return false;
  }

  /**
   * Whether a failure shows the memory when anything was transferred; otherwise it does so only
   * when the system says that the data is there and will not be returned again.
   */
  default boolean showsMemoryOfFailures() {
    return false;
  }

  /**
   * What a failure shows of the memory.
   *
   * @param memory as for {@link #decode}
   */
  default ByteBuffer output(ByteBuffer memory) {
    return memory;
  }

  /**
   * Creates the future's value, on the thread that completes the future.
   *
   * @param memory a copy: the output from its position to its limit, and the input before it if
   *     this form takes it
   * @param address where index 0 of it was
   * @param transferred the byte count as the system reported it, plausible or not
   * @throws IOException if the answer cannot be decoded
   */
  @Nullable O decode(ByteBuffer memory, long address, long transferred) throws IOException;

  /**
   * The same for those who want to know the status.
   *
   * @param status the operation's NTSTATUS, 0 if it never had one
   */
  default @Nullable O decode(ByteBuffer memory, long address, long transferred, int status)
      throws IOException {
    return decode(memory, address, transferred);
  }
}
