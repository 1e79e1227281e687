package io.github.asyncioctl;

/**
 * The errors that programs check most often, by their names in winerror.h, for {@link
 * IoctlException#error} and {@link OverlappedCall#succeedingWith}. Each comment says what the error
 * means for an operation of this library. {@link IoctlException} has methods for the most common
 * questions.
 *
 * <p>Source: Microsoft, "System Error Codes", "Windows Sockets Error Codes".
 */
public final class ErrorCodes {
  private ErrorCodes() {}

  // Of devices, pipes and files

  /** The device does not know the code. */
  public static final int ERROR_INVALID_FUNCTION = 1;

  /** There is no such file or pipe. */
  public static final int ERROR_FILE_NOT_FOUND = 2;

  /** The operation needs more rights, or a handle that was opened with them. */
  public static final int ERROR_ACCESS_DENIED = 5;

  /** The handle is invalid, or was closed. */
  public static final int ERROR_INVALID_HANDLE = 6;

  /** The decoder could not decode the output. */
  public static final int ERROR_INVALID_DATA = 13;

  /** The device is not ready. */
  public static final int ERROR_NOT_READY = 21;

  /** The driver expects an input or output of another size. */
  public static final int ERROR_BAD_LENGTH = 24;

  /** An attached device does not work. */
  public static final int ERROR_GEN_FAILURE = 31;

  /** Another process or handle uses the file. */
  public static final int ERROR_SHARING_VIOLATION = 32;

  /** The end of the file. */
  public static final int ERROR_HANDLE_EOF = 38;

  /** The device, or this Windows, does not support it. */
  public static final int ERROR_NOT_SUPPORTED = 50;

  /** The provider reports that the connection is gone. */
  public static final int ERROR_NETNAME_DELETED = 64;

  /** An argument is invalid; drivers also return it for codes that they do not know. */
  public static final int ERROR_INVALID_PARAMETER = 87;

  /** The other end of the pipe was closed. */
  public static final int ERROR_BROKEN_PIPE = 109;

  /** The timeout of the system or the driver expired. */
  public static final int ERROR_SEM_TIMEOUT = 121;

  /** The output did not fit, and none of it was written. */
  public static final int ERROR_INSUFFICIENT_BUFFER = 122;

  /** Every instance of the pipe is in use. */
  public static final int ERROR_PIPE_BUSY = 231;

  /** The pipe is being closed. */
  public static final int ERROR_NO_DATA = 232;

  /** No process is at the other end of the pipe. */
  public static final int ERROR_PIPE_NOT_CONNECTED = 233;

  /** The output did not fit; its first part was written. */
  public static final int ERROR_MORE_DATA = 234;

  /** A client connected before ConnectNamedPipe. */
  public static final int ERROR_PIPE_CONNECTED = 535;

  /** The pipe waits for a client. */
  public static final int ERROR_PIPE_LISTENING = 536;

  /** The operation was cancelled, or its socket, handle or engine was closed. */
  public static final int ERROR_OPERATION_ABORTED = 995;

  /** The operation is pending: {@link OverlappedCall.Start} returns this then. */
  public static final int ERROR_IO_PENDING = 997;

  /** The call ended in an access violation. */
  public static final int ERROR_NOACCESS = 998;

  /** More has changed in the folder than the buffer holds. */
  public static final int ERROR_NOTIFY_ENUM_DIR = 1022;

  /** The device was unplugged. */
  public static final int ERROR_DEVICE_NOT_CONNECTED = 1167;

  /** Not found; from CancelIoEx: no operation was pending. */
  public static final int ERROR_NOT_FOUND = 1168;

  /** The operation needs a privilege that the process does not have. */
  public static final int ERROR_PRIVILEGE_NOT_HELD = 1314;

  /** The system is out of memory for the operation. */
  public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

  // Of sockets

  /** The operation needs more rights, mostly those of an administrator. */
  public static final int WSAEACCES = 10013;

  /** The output did not fit, or the input is too short. */
  public static final int WSAEFAULT = 10014;

  /** An argument is invalid, or the socket is in the wrong state, for instance not bound. */
  public static final int WSAEINVAL = 10022;

  /** No result is available yet. */
  public static final int WSAEWOULDBLOCK = 10035;

  /** The SOCKET is invalid, or was closed. */
  public static final int WSAENOTSOCK = 10038;

  /** The message did not fit; its first part was written, and the rest is lost. */
  public static final int WSAEMSGSIZE = 10040;

  /** The provider does not know the option. */
  public static final int WSAENOPROTOOPT = 10042;

  /** This Windows, or this kind of socket, does not support the code. */
  public static final int WSAEOPNOTSUPP = 10045;

  /** The address does not belong to the socket's family. */
  public static final int WSAEAFNOSUPPORT = 10047;

  /** The address is not one of this machine. */
  public static final int WSAEADDRNOTAVAIL = 10049;

  /** The network is down. */
  public static final int WSAENETDOWN = 10050;

  /** There is no route to the network. */
  public static final int WSAENETUNREACH = 10051;

  /** A datagram's time to live expired; or keep-alive found the connection dead. */
  public static final int WSAENETRESET = 10052;

  /** This machine aborted the connection. */
  public static final int WSAECONNABORTED = 10053;

  /** The peer reset the connection; or a datagram met a closed port. */
  public static final int WSAECONNRESET = 10054;

  /** The system is out of memory for the operation. */
  public static final int WSAENOBUFS = 10055;

  /** The socket is not connected. */
  public static final int WSAENOTCONN = 10057;

  /** The peer does not answer. */
  public static final int WSAETIMEDOUT = 10060;

  /** There is no route to the host. */
  public static final int WSAEHOSTUNREACH = 10065;

  /** The same as {@link #ERROR_OPERATION_ABORTED}. */
  public static final int WSA_OPERATION_ABORTED = 995;
}
