package io.github.asyncioctl.load;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;

/** Where a canary has its memory from. */
interface Allocator {
  NativeMemory allocate(int bytes);

  void free(NativeMemory memory);

  /** The one that engines use without a canary: malloc. */
  static Allocator of(Kernel kernel) {
    return new Allocator() {
      @Override
      public NativeMemory allocate(int bytes) {
        return kernel.allocate(bytes);
      }

      @Override
      public void free(NativeMemory memory) {
        kernel.free(memory);
      }
    };
  }

  /**
   * Pages for each piece, which the process no longer has when they are free. Of what malloc gets
   * back it returns little to the system, so that resident memory would tell nothing of leaks.
   */
  static Allocator ofPages() {
    return new Allocator() {
      @Override
      public NativeMemory allocate(int bytes) {
        long address = Pages.VirtualAlloc(0, bytes, Pages.COMMIT_AND_RESERVE, Pages.READ_WRITE);
        if (address == 0) {
          throw new OutOfMemoryError(bytes + " bytes of pages");
        }
        return new NativeMemory(address, new Pointer(address).getByteBuffer(0, bytes));
      }

      @Override
      public void free(NativeMemory memory) {
        if (Pages.VirtualFree(memory.address(), 0, Pages.RELEASE) == 0) {
          throw new AssertionError("VirtualFree failed: " + Native.getLastError());
        }
      }
    };
  }

  /** Functions of kernel32.dll. */
  final class Pages {
    static final int COMMIT_AND_RESERVE = 0x3000;
    static final int RELEASE = 0x8000;
    static final int READ_WRITE = 4;

    static {
      Native.register(Pages.class, "kernel32");
    }

    private Pages() {}

    static native long VirtualAlloc(long address, long bytes, int type, int protection);

    static native int VirtualFree(long address, long bytes, int type);
  }
}
