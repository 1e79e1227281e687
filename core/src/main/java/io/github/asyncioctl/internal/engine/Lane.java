package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event and any number of operations that share it. Starting one resets the event, so the
 * waiter sweeps a lane with other operations after each start, before it waits again.
 */
final class Lane extends Signal {
  /** What a sweep finds: an operation whose status is not pending any more. */
  interface Finder {
    void completed(Operation<?> operation);
  }

  /** The slots of a chunk: as many as a word has bits. */
  private static final int CHUNK = Long.SIZE;

  private static final int CHUNK_BITS = 6;

  private final Kernel kernel;
  private final long event;

  private NativeMemory[] chunks = {};

  /** For each chunk: which of its slots are in use. */
  private long[] occupied = {};

  /** Who is in a slot; null also for what is retained. */
  private @Nullable Operation<?>[] occupants = {};

  /** No chunk below this one has a free slot. */
  private int lowestFree;

  private int active;
  private boolean started;

  Lane(Kernel kernel) throws KernelException {
    this.kernel = kernel;
    this.event = kernel.createEvent();
  }

  @Override
  long event() {
    return event;
  }

  /** How many slots are in use. */
  int active() {
    return active;
  }

  /** A slot for an operation. */
  int acquire(Operation<?> operation) {
    while (lowestFree < chunks.length && occupied[lowestFree] == -1L) {
      lowestFree++;
    }
    if (lowestFree == chunks.length) {
      addChunk();
    }
    int bit = Long.numberOfTrailingZeros(~occupied[lowestFree]);
    int index = (lowestFree << CHUNK_BITS) + bit;
    occupied[lowestFree] |= 1L << bit;
    occupants[index] = operation;
    active++;
    started = true;
    return index;
  }

  /** Nothing of the chunk can be seen before all of it is there. */
  private void addChunk() {
    int count = chunks.length;
    NativeMemory[] moreChunks = Arrays.copyOf(chunks, count + 1);
    long[] moreOccupied = Arrays.copyOf(occupied, count + 1);
    @Nullable Operation<?>[] moreOccupants = Arrays.copyOf(occupants, (count + 1) * CHUNK);
    moreChunks[count] = kernel.allocate(CHUNK * Overlapped.SIZE);
    chunks = moreChunks;
    occupied = moreOccupied;
    occupants = moreOccupants;
  }

  private ByteBuffer memory(int index) {
    return chunks[index >> CHUNK_BITS].buffer();
  }

  private static int offset(int index) {
    return (index & (CHUNK - 1)) * Overlapped.SIZE;
  }

  @Override
  void prepare(int index, long position) {
    Overlapped.prepare(memory(index), offset(index), event, position);
  }

  @Override
  int status(int index) {
    return Overlapped.status(memory(index), offset(index));
  }

  @Override
  long transferred(int index) {
    return Overlapped.transferred(memory(index), offset(index));
  }

  @Override
  long address(int index) {
    return chunks[index >> CHUNK_BITS].address() + offset(index);
  }

  @Override
  void release(int index) {
    int chunk = index >> CHUNK_BITS;
    occupants[index] = null;
    occupied[chunk] &= ~(1L << (index & (CHUNK - 1)));
    lowestFree = Math.min(lowestFree, chunk);
    active--;
  }

  /** The slot stays in use permanently, and its operation is not checked any more. */
  void retain(int index) {
    occupants[index] = null;
  }

  /**
   * Finds what has completed. It looks at nothing but the native memory of what is pending: this is
   * where thousands of pending operations would cost.
   */
  void sweep(Finder finder) {
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      long bits = occupied[chunk];
      ByteBuffer memory = chunks[chunk].buffer();
      while (bits != 0) {
        int bit = Long.numberOfTrailingZeros(bits);
        bits &= bits - 1;
        if (Overlapped.status(memory, bit * Overlapped.SIZE) != NtStatus.PENDING) {
          Operation<?> operation = occupants[(chunk << CHUNK_BITS) + bit];
          if (operation != null) {
            finder.completed(operation);
          }
        }
      }
    }
  }

  /**
   * After starts that may have wiped out the signal of another operation of this lane.
   *
   * @return whether there is another operation
   */
  boolean sweepAfterStarts(Finder finder) {
    if (!started) {
      return false;
    }
    started = false;
    sweep(finder);
    return active > 1;
  }

  /** Every operation in a slot, completed or not. */
  void forEach(Finder action) {
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      for (long bits = occupied[chunk]; bits != 0; bits &= bits - 1) {
        Operation<?> operation =
            occupants[(chunk << CHUNK_BITS) + Long.numberOfTrailingZeros(bits)];
        if (operation != null) {
          action.completed(operation);
        }
      }
    }
  }

  /** Frees everything, unless the kernel still has an operation of this lane. */
  void close() {
    if (active == 0) {
      for (NativeMemory chunk : chunks) {
        kernel.free(chunk);
      }
      kernel.closeEvent(event);
    }
  }
}
