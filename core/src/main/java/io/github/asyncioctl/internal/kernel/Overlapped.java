package io.github.asyncioctl.internal.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The OVERLAPPED of 64-bit Windows (minwinbase.h), at a place in native memory.
 *
 * <pre>
 *  0  ULONG_PTR Internal      the operation's NTSTATUS
 *  8  ULONG_PTR InternalHigh  the bytes transferred
 * 16  DWORD     Offset, OffsetHigh
 * 24  HANDLE    hEvent
 * </pre>
 *
 * The kernel writes InternalHigh, then Internal, then signals the event. So a status that is not
 * pending, read with acquire semantics, says that the operation is complete, that the count is
 * there, and that the kernel will not touch this memory again.
 */
public class Overlapped {
  /** sizeof(OVERLAPPED). */
  public static final int SIZE = 32;

  private static final int INTERNAL_HIGH = 8;
  private static final int OFFSET = 16;
  private static final int EVENT = 24;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final NativeMemory memory;
  private final int offset;
  private final long event;

  /**
   * @param memory where the OVERLAPPED lies
   * @param offset at which offset, a multiple of 8
   * @param event the event that the operation signals
   */
  public Overlapped(NativeMemory memory, int offset, long event) {
    this.memory = memory;
    this.offset = offset;
    this.event = event;
  }

  /**
   * Makes it ready for the next call. The event's low-order bit is set, so that no packet goes to
   * the completion port that the handle may be bound to. The status is pending from now on, because
   * not every provider writes that itself.
   */
  public final void prepare() {
    prepare(0);
  }

  /**
   * The same for a call that takes a position in a file.
   *
   * @param position what Offset and OffsetHigh say
   */
  public final void prepare(long position) {
    prepare(memory.buffer(), offset, event, position);
  }

  /** The same for the OVERLAPPED that lies at an offset. */
  public static void prepare(ByteBuffer memory, int offset, long event, long position) {
    LONG.set(memory, offset + INTERNAL_HIGH, 0L);
    LONG.set(memory, offset + OFFSET, position);
    LONG.set(memory, offset + EVENT, event | 1);
    LONG.setRelease(memory, offset, (long) NtStatus.PENDING);
  }

  /**
   * Ends what no kernel is going to end: the status becomes this one if it is still pending.
   *
   * @param status the whole of Internal
   */
  public final void settle(long status) {
    LONG.compareAndSet(memory.buffer(), offset, (long) NtStatus.PENDING, status);
  }

  /** The operation's NTSTATUS. */
  public final int status() {
    return status(memory.buffer(), offset);
  }

  /** The NTSTATUS of the OVERLAPPED that lies at an offset. */
  public static int status(ByteBuffer memory, int offset) {
    return (int) (long) LONG.getAcquire(memory, offset);
  }

  /** The bytes transferred; meaningful once {@link #status} was read and is not pending. */
  public final long transferred() {
    return transferred(memory.buffer(), offset);
  }

  /** The bytes transferred of the OVERLAPPED that lies at an offset. */
  public static long transferred(ByteBuffer memory, int offset) {
    return (long) LONG.get(memory, offset + INTERNAL_HIGH);
  }

  /** Whether the kernel still has the operation. */
  public final boolean isPending() {
    return status() == NtStatus.PENDING;
  }

  /** The address that the call gets. */
  public final long address() {
    return memory.address() + offset;
  }

  /** The event, without the tag. */
  public final long event() {
    return event;
  }
}
