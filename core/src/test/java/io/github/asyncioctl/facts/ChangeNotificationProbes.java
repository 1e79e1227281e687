package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import com.sun.jna.WString;
import io.github.asyncioctl.windows.RawWin32;
import java.nio.file.Files;
import java.nio.file.Path;

/** FindFirstChangeNotification: a handle that is signalled when a folder changes. */
final class ChangeNotificationProbes {
  private static final int FILE_NAME = 1;
  private static final int DIR_NAME = 2;

  /** How long it is waited for a folder's own end, of which not every system tells. */
  private static final int REMOVED_MILLIS = 500;

  private ChangeNotificationProbes() {}

  static void register(Probes probes) {
    probes.add("P160", bench -> notified(bench, false));
    probes.add("P161", bench -> notified(bench, true));
    probes.add("P162", ChangeNotificationProbes::removed);
    probes.add("P163", bench -> found(new TestFiles(bench).file(1)));
    probes.add("P164", bench -> found(new TestFiles(bench).folder().resolve("not-there")));
  }

  private static long find(Path path, int filter) {
    return KernelCalls.FindFirstChangeNotificationW(new WString(path.toString()), 1, filter);
  }

  private static long notification(Bench bench, Path path, int filter) {
    long handle = find(path, filter);
    if (handle == RawWin32.INVALID_HANDLE_VALUE) {
      throw new IllegalStateException(
          "FindFirstChangeNotification: error " + Native.getLastError());
    }
    bench.closing(() -> KernelCalls.FindCloseChangeNotification(handle));
    return handle;
  }

  private static Outcome notified(Bench bench, boolean next) throws Exception {
    Path folder = new TestFiles(bench).folder();
    long handle = notification(bench, folder, FILE_NAME | DIR_NAME);
    Files.createFile(folder.resolve("zoo"));
    int wait = RawWin32.WaitForSingleObject(handle, Bench.BOUND_MILLIS);
    if (next) {
      Io.ok("FindNextChangeNotification", Io.error(KernelCalls.FindNextChangeNotification(handle)));
    }
    int again = RawWin32.WaitForSingleObject(handle, 0);
    return new Observation().wait(wait == 0 ? again : wait).outcome();
  }

  private static Outcome removed(Bench bench) throws Exception {
    Path folder = Files.createDirectory(new TestFiles(bench).folder().resolve("hoo"));
    long handle = notification(bench, folder, DIR_NAME);
    Files.delete(folder);
    return new Observation().wait(RawWin32.WaitForSingleObject(handle, REMOVED_MILLIS)).outcome();
  }

  private static Outcome found(Path path) {
    long handle = find(path, FILE_NAME | DIR_NAME);
    int call = handle == RawWin32.INVALID_HANDLE_VALUE ? Native.getLastError() : 0;
    if (call == 0) {
      KernelCalls.FindCloseChangeNotification(handle);
    }
    return new Observation().call(call).outcome();
  }
}
