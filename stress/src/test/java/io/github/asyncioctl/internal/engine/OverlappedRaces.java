package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LJ_Result;

/** The OVERLAPPED, between the kernel that completes it and the waiter that looks. */
public final class OverlappedRaces {
  private OverlappedRaces() {}

  /** Who reads a status that is not pending has the kernel's byte count. */
  @JCStressTest
  @Outcome(
      id = {"pending, -1", "complete, 42"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "complete without its count")
  @State
  public static class StatusAndCount {
    private static final int INTERNAL_HIGH = 8;

    /** More than jcstress has states at a time. */
    private static final int PLACES = 1 << 19;

    private static final NativeMemory MEMORY =
        new NativeMemory(0, ByteBuffer.allocateDirect(PLACES * Overlapped.SIZE));
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final VarHandle LONG =
        MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int offset = (NEXT.getAndIncrement() & (PLACES - 1)) * Overlapped.SIZE;
    private final Overlapped overlapped = new Overlapped(MEMORY, offset, 4);

    public StatusAndCount() {
      overlapped.prepare();
    }

    @Actor
    public void kernel() {
      LONG.set(MEMORY.buffer(), offset + INTERNAL_HIGH, 42L);
      LONG.setRelease(MEMORY.buffer(), offset, 0L);
    }

    @Actor
    public void waiter(LJ_Result r) {
      boolean pending = overlapped.status() == NtStatus.PENDING;
      r.r1 = pending ? "pending" : "complete";
      r.r2 = pending ? -1 : overlapped.transferred();
    }
  }
}
