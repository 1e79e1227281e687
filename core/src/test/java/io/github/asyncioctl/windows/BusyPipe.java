package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A named pipe whose only instance has a client, and a handle of the pipe file system, on which one
 * can wait for an instance to be free.
 */
final class BusyPipe implements AutoCloseable {
  /** Pends until an instance of the named pipe is free. */
  static final int FSCTL_PIPE_WAIT = 0x00110018;

  /**
   * Windows and later versions of Wine give a wait back when they are asked to; Wine 8 does not.
   */
  static final boolean WAIT_CAN_BE_CANCELLED = Wine.major() != 8;

  private static final int FSCTL_PIPE_DISCONNECT = 0x00110004;
  private static final String PREFIX = "\\\\.\\pipe\\";
  private static final int FILE_READ_ATTRIBUTES_SYNCHRONIZE = 0x00100080;
  private static final int FILE_SHARE_READ_WRITE = 3;
  private static final int OPEN_EXISTING = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final long TIMEOUT = -60L * 10_000_000; // relative, in units of 100 ns

  private final NamedPipe pipe = new NamedPipe();
  private final RawOverlapped listening = RawOverlapped.tagged();
  private final long root;

  BusyPipe() throws IOException {
    pipe.connect();
    root =
        RawWin32.CreateFileW(
            new WString(PREFIX),
            FILE_READ_ATTRIBUTES_SYNCHRONIZE,
            FILE_SHARE_READ_WRITE,
            0,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED,
            0);
    if (root == RawWin32.INVALID_HANDLE_VALUE) {
      throw new IOException("cannot open " + PREFIX + ": error " + Native.getLastError());
    }
  }

  /** The handle to wait on. */
  long root() {
    return root;
  }

  /** The input of {@link #FSCTL_PIPE_WAIT}: FILE_PIPE_WAIT_FOR_BUFFER, ntifs.h. */
  ByteBuffer waitInput() {
    byte[] name = pipe.name().substring(PREFIX.length()).getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer input = ByteBuffer.allocateDirect(14 + name.length).order(ByteOrder.LITTLE_ENDIAN);
    input.putLong(TIMEOUT).putInt(name.length).put((byte) 1).put((byte) 0).put(name);
    return input.flip();
  }

  /** Issues a wait that the library does not know of; returns 0 or the error. */
  int startWait(RawOverlapped overlapped) {
    ByteBuffer input = waitInput();
    // The pipe file system works on a copy: the input is not needed when the call has returned.
    return overlapped.deviceIoctl(
        root,
        FSCTL_PIPE_WAIT,
        Pointer.nativeValue(Native.getDirectBufferPointer(input)),
        input.remaining());
  }

  /** Frees the instance, which ends every wait. */
  void free() {
    listening.deviceIoctl(pipe.handle(), FSCTL_PIPE_DISCONNECT, 0, 0);
    listening.deviceIoctl(pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, 0, 0);
  }

  @Override
  public void close() {
    pipe.close();
    RawWin32.CloseHandle(root);
  }
}
