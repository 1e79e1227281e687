package io.github.asyncioctl;

import static io.github.asyncioctl.ControlCodes.*;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Windows version that introduced a control code, for codes of recent versions. */
final class WindowsVersions {
  private static final String WINDOWS_8 = "Windows 8 and Windows Server 2012";
  private static final String WINDOWS_10 = "Windows 10 and Windows Server 2016";
  private static final String WINDOWS_11 = "Windows 11 and Windows Server 2022";

  private static final Map<Integer, String> FIRST =
      Map.ofEntries(
          Map.entry(SIO_GET_MULTIPLE_EXTENSION_FUNCTION_POINTER, WINDOWS_8),
          Map.entry(SIO_QUERY_RSS_PROCESSOR_INFO, WINDOWS_8),
          Map.entry(SIO_LOOPBACK_FAST_PATH, WINDOWS_8),
          Map.entry(SIO_TCP_INITIAL_RTO, WINDOWS_8),
          Map.entry(SIO_APPLY_TRANSPORT_SETTING, WINDOWS_8),
          Map.entry(SIO_QUERY_TRANSPORT_SETTING, WINDOWS_8),
          Map.entry(SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS, WINDOWS_8),
          Map.entry(SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT, WINDOWS_8),
          Map.entry(SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS, WINDOWS_8),
          Map.entry(SIO_TCP_SET_ICW, WINDOWS_10),
          Map.entry(SIO_TCP_SET_ACK_FREQUENCY, WINDOWS_10),
          Map.entry(FSCTL_PIPE_FLUSH, WINDOWS_10),
          Map.entry(FSCTL_PIPE_DISABLE_IMPERSONATE, "Windows 10 1607"),
          Map.entry(SIO_TCP_INFO, "Windows 10 1703"),
          Map.entry(FSCTL_PIPE_CREATE_SYMLINK, "Windows 10 1709"),
          Map.entry(FSCTL_PIPE_DELETE_SYMLINK, "Windows 10 1709"),
          Map.entry(FSCTL_PIPE_SILO_ARRIVAL, "Windows 10 1709"),
          Map.entry(SIO_AF_UNIX_GETPEERPID, "Windows 10 1803"),
          Map.entry(SIO_PRIORITY_HINT, "Windows 10 1809"),
          Map.entry(SIO_CPU_AFFINITY, "Windows 10 2004"),
          Map.entry(SIO_GET_TX_TIMESTAMP, "Windows 11 21H2"),
          Map.entry(SIO_TIMESTAMPING, "Windows 11 21H2"),
          Map.entry(SIO_AF_UNIX_SETBINDPARENTPATH, WINDOWS_11),
          Map.entry(SIO_AF_UNIX_SETCONNPARENTPATH, WINDOWS_11));

  private WindowsVersions() {}

  /** The first version that has a code; null if every version that runs this library has it. */
  static @Nullable String first(int code) {
    return FIRST.get(code);
  }
}
