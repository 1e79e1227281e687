package io.github.asyncioctl.cookbook;

// snippet: cookDriver
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.CtlCode;
import io.github.asyncioctl.DeviceTypes;
import io.github.asyncioctl.Ioctl;
import java.io.IOException;

/** Calls a driver with Java types: which disk and partition does a drive letter stand for? */
public final class DeviceNumber {
  /** STORAGE_DEVICE_NUMBER (winioctl.h): three DWORDs. */
  record Storage(int deviceType, int device, int partition) {}

  /** CTL_CODE(IOCTL_STORAGE_BASE, 0x0420, METHOD_BUFFERED, FILE_ANY_ACCESS). */
  static final Ioctl<Void, Storage> IOCTL_STORAGE_GET_DEVICE_NUMBER =
      Ioctl.of(
              "IOCTL_STORAGE_GET_DEVICE_NUMBER",
              new CtlCode(
                      DeviceTypes.FILE_DEVICE_MASS_STORAGE,
                      0x420,
                      CtlCode.Method.BUFFERED,
                      CtlCode.Access.ANY)
                  .value())
          .output(12, out -> new Storage(out.getInt(), out.getInt(), out.getInt()));

  public static void main(String[] args) throws IOException {
    WinNT.HANDLE drive =
        Kernel32.INSTANCE.CreateFile(
            "\\\\.\\" + args[0], // C:
            0,
            WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE,
            null,
            WinNT.OPEN_EXISTING,
            WinNT.FILE_FLAG_OVERLAPPED,
            null);
    if (WinBase.INVALID_HANDLE_VALUE.equals(drive)) {
      throw new IOException("cannot open " + args[0] + ": " + Kernel32.INSTANCE.GetLastError());
    }
    try (AsyncIoctl io = AsyncIoctl.open()) {
      System.out.println(storage(io, Pointer.nativeValue(drive.getPointer())));
    } finally {
      Kernel32.INSTANCE.CloseHandle(drive);
    }
  }

  static Storage storage(AsyncIoctl io, long drive) throws IOException {
    return io.deviceIoctl(drive, IOCTL_STORAGE_GET_DEVICE_NUMBER);
  }
}
// end
