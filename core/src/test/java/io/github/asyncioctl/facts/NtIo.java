package io.github.asyncioctl.facts;

import com.sun.jna.Callback;

/** Operations of ntdll with their arguments, those that are not named being left out. */
final class NtIo {
  static final int STATUS_PENDING = 0x103;
  static final int FILE_COMPLETION_INFORMATION = 30;
  static final int FILE_IO_COMPLETION_NOTIFICATION_INFORMATION = 41;

  private final long handle;
  private final Block block;
  private long event;
  private Callback apc;
  private long context;

  NtIo(long handle, Block block) {
    this.handle = handle;
    this.block = block;
  }

  NtIo event(long value) {
    event = value;
    return this;
  }

  NtIo apc(Callback routine) {
    apc = routine;
    return this;
  }

  /** With the context that kernel32 gives: a packet of a port says it. */
  NtIo context() {
    context = block.address();
    return this;
  }

  int read(Buffer data) {
    return read(data.address(), data.size(), 0);
  }

  int read(long data, int bytes, long offset) {
    return NtCalls.NtReadFile(handle, event, apc, context, block.address(), data, bytes, offset, 0);
  }

  int write(Buffer data) {
    return write(data.address(), data.size(), 0);
  }

  int write(long data, int bytes, long offset) {
    return NtFileCalls.NtWriteFile(
        handle, event, apc, context, block.address(), data, bytes, offset, 0);
  }

  int control(int code) {
    return control(code, null, null);
  }

  int control(int code, Buffer in, Buffer out) {
    return NtCalls.NtFsControlFile(
        handle,
        event,
        apc,
        context,
        block.address(),
        code,
        in == null ? 0 : in.address(),
        in == null ? 0 : in.size(),
        out == null ? 0 : out.address(),
        out == null ? 0 : out.size());
  }

  /** The status at which the operation ended, at once or later. */
  static String ending(int call, Block block) {
    if (call != STATUS_PENDING) {
      return Observation.hex(call);
    }
    Bench.until(block::isWritten);
    return block.status();
  }

  /** Sets flags of a handle that say what tells of its completions. */
  static int notifications(long handle, int flags) {
    return NtFileCalls.NtSetInformationFile(
        handle,
        new Block(0).address(),
        Numbers.ofInt(flags).address(),
        Integer.BYTES,
        FILE_IO_COMPLETION_NOTIFICATION_INFORMATION);
  }

  /** The same, and it must succeed. */
  static void mustNotify(long handle, int flags) {
    int status = notifications(handle, flags);
    if (status != 0) {
      throw new IllegalStateException("notification modes: " + Observation.hex(status));
    }
  }
}
