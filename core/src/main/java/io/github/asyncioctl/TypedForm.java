package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Form;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the engine needs to know about a typed control code. */
final class TypedForm<O> implements Form<O> {
  private static final int GROWTH = 4;

  private final Ioctl<?, O> ioctl;
  private final boolean isAwaited;

  TypedForm(Ioctl<?, O> ioctl, boolean isAwaited) {
    this.ioctl = ioctl;
    this.isAwaited = isAwaited;
  }

  @Override
  public Manner manner() {
    return switch (ioctl.completion()) {
      case AT_ONCE -> Manner.AT_ONCE;
      case MAY_PEND -> Manner.MAY_PEND;
      case WITHOUT_OVERLAPPED -> Manner.WITHOUT_OVERLAPPED;
    };
  }

  @Override
  public boolean isQuestion() {
    return AtOnce.QUESTIONS.contains(ioctl.code());
  }

  @Override
  public boolean isAwaited() {
    return isAwaited;
  }

  @Override
  public int[] pointers(ByteBuffer in) {
    return ioctl.pointers(in);
  }

  @Override
  public boolean takesInput() {
    return ioctl.hasPointersInOutput();
  }

  @Override
  public boolean ignoresCount() {
    return ioctl.isCountIgnored();
  }

  @Override
  public @Nullable O decode(ByteBuffer memory, long address, long transferred)
      throws IoctlException {
    int bytes = memory.remaining();
    try {
      return ioctl.decode(memory, address);
    } catch (RuntimeException senseless) { // underflow, a value that does not exist, and so on
      throw Names.undecodable(ioctl.name(), ioctl.code(), bytes, senseless);
    }
  }

  /**
   * The capacity to try next: the size that the system requires, or otherwise a multiple of the
   * last one.
   */
  static int nextCapacity(Throwable failure, int capacity) {
    if (!(failure instanceof IoctlException e) || !e.isBufferTooSmall()) {
      return capacity;
    }
    long needed = e.transferred() > capacity ? e.transferred() : (long) capacity * GROWTH;
    return (int) Math.min(needed, Limits.MAX_BUFFER);
  }
}
