package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.util.UUID;

/** A named pipe: how it is to be made, then its two ends, which the bench closes. */
final class Pipe {
  static final int BYTES = 0;
  static final int MESSAGES = 4;
  static final int MESSAGES_READ_AS_SUCH = 6;
  static final int NOWAIT = 1;
  static final int INBOUND = 1;
  static final int OUTBOUND = 2;
  static final int DUPLEX = 3;
  static final int OVERLAPPED = 0x40000000;
  static final int FIRST_INSTANCE = 0x00080000;
  static final int GENERIC_READ = 0x80000000;
  static final int GENERIC_WRITE = 0x40000000;

  private final Bench bench;
  private final int mode;
  private final WString name = new WString("\\\\.\\pipe\\asyncioctl-fact-" + UUID.randomUUID());
  private int quota = 4096;
  private int instances = 1;
  private int flags = OVERLAPPED;
  private int direction = DUPLEX;
  private int timeout;
  private Handle server;
  private Handle client;

  /** Byte or message mode, as CreateNamedPipe takes it. */
  Pipe(Bench bench, int mode) {
    this.bench = bench;
    this.mode = mode;
  }

  Pipe quota(int bytes) {
    quota = bytes;
    return this;
  }

  Pipe instances(int count) {
    instances = count;
    return this;
  }

  /** Both ends without FILE_FLAG_OVERLAPPED. */
  Pipe synchronous() {
    flags = 0;
    return this;
  }

  Pipe direction(int access) {
    direction = access;
    return this;
  }

  Pipe timeout(int millis) {
    timeout = millis;
    return this;
  }

  /** Makes the server's end. */
  Pipe served() {
    server = Handle.of(bench, "CreateNamedPipe", create(flags, instances));
    return this;
  }

  /** Makes one more instance. */
  Handle instance() {
    return Handle.of(bench, "CreateNamedPipe", create(flags, instances));
  }

  /** CreateNamedPipe of one more instance; returns 0 or the error. */
  int tryInstance(int openFlags, int maximum) {
    return errorOf(create(openFlags, maximum));
  }

  private long create(int openFlags, int maximum) {
    return RawWin32.CreateNamedPipeW(
        name, direction | openFlags, mode, maximum, quota, quota, timeout, 0);
  }

  /** Opens the client's end; it reads as the pipe's mode says. */
  Pipe connected() {
    if (server == null) {
      served();
    }
    client = client(GENERIC_READ | GENERIC_WRITE);
    if ((mode & 2) != 0) {
      readMessages(client.value());
    }
    return this;
  }

  Handle client(int access) {
    return Handle.of(bench, "CreateFile", open(access));
  }

  /** CreateFile; returns 0 or the error. */
  int tryClient(int access) {
    return errorOf(open(access));
  }

  private long open(int access) {
    return RawWin32.CreateFileW(name, access, 0, 0, 3, flags, 0);
  }

  private static int errorOf(long handle) {
    if (handle == RawWin32.INVALID_HANDLE_VALUE) {
      return Native.getLastError();
    }
    RawWin32.CloseHandle(handle);
    return 0;
  }

  static void readMessages(long end) {
    Io.ok("SetNamedPipeHandleState", readMode(end, 2));
  }

  static int readMode(long end, int mode) {
    return Io.error(KernelCalls.SetNamedPipeHandleState(end, Numbers.ofInt(mode).address(), 0, 0));
  }

  /** Takes the client away, and what is unread with it. */
  Pipe disconnected() {
    Io.ok("DisconnectNamedPipe", Io.error(KernelCalls.DisconnectNamedPipe(server())));
    return this;
  }

  WString name() {
    return name;
  }

  long server() {
    return server.value();
  }

  long client() {
    return client.value();
  }

  Handle serverEnd() {
    return server;
  }

  Handle clientEnd() {
    return client;
  }

  int listen(Block block) {
    return Io.error(KernelCalls.ConnectNamedPipe(server(), block.address()));
  }
}
