package io.github.asyncioctl;

/**
 * The errors that people test for, by the names of winerror.h: what {@link IoctlException#error}
 * and {@link OverlappedCall#succeedingWith} speak of. Each comment says what an operation of this
 * library means by it. {@link IoctlException} answers the questions that are asked most.
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

  /** It takes more rights, or a handle that was opened with them. */
  public static final int ERROR_ACCESS_DENIED = 5;

  /** The handle is none, or not any more. */
  public static final int ERROR_INVALID_HANDLE = 6;

  /** The answer made no sense to its decoder. */
  public static final int ERROR_INVALID_DATA = 13;

  /** The device is not ready. */
  public static final int ERROR_NOT_READY = 21;

  /** The driver expects an input or output of another size. */
  public static final int ERROR_BAD_LENGTH = 24;

  /** A device that is attached does not work. */
  public static final int ERROR_GEN_FAILURE = 31;

  /** Somebody else uses the file. */
  public static final int ERROR_SHARING_VIOLATION = 32;

  /** The end of the file. */
  public static final int ERROR_HANDLE_EOF = 38;

  /** The device, or this Windows, does not support it. */
  public static final int ERROR_NOT_SUPPORTED = 50;

  /** The connection is gone, as the provider says it. */
  public static final int ERROR_NETNAME_DELETED = 64;

  /** An argument is wrong; drivers also say it of codes that they do not know. */
  public static final int ERROR_INVALID_PARAMETER = 87;

  /** The other end of the pipe was closed. */
  public static final int ERROR_BROKEN_PIPE = 109;

  /** The time that the system or the driver allows is over. */
  public static final int ERROR_SEM_TIMEOUT = 121;

  /** The output did not fit, and nothing of it was written. */
  public static final int ERROR_INSUFFICIENT_BUFFER = 122;

  /** Every instance of the pipe is in use. */
  public static final int ERROR_PIPE_BUSY = 231;

  /** The pipe is being closed. */
  public static final int ERROR_NO_DATA = 232;

  /** Nobody is at the other end of the pipe. */
  public static final int ERROR_PIPE_NOT_CONNECTED = 233;

  /** The output did not fit, and the first part of it is there. */
  public static final int ERROR_MORE_DATA = 234;

  /** A client was there before ConnectNamedPipe. */
  public static final int ERROR_PIPE_CONNECTED = 535;

  /** The pipe waits for a client. */
  public static final int ERROR_PIPE_LISTENING = 536;

  /** The operation was cancelled, or its socket, handle or engine was closed. */
  public static final int ERROR_OPERATION_ABORTED = 995;

  /** The operation has begun: what {@link OverlappedCall.Start} returns then. */
  public static final int ERROR_IO_PENDING = 997;

  /** The call ended in an access violation. */
  public static final int ERROR_NOACCESS = 998;

  /** More has changed in the folder than the buffer holds. */
  public static final int ERROR_NOTIFY_ENUM_DIR = 1022;

  /** The device was unplugged. */
  public static final int ERROR_DEVICE_NOT_CONNECTED = 1167;

  /** There is no such thing; of CancelIoEx: nothing was pending. */
  public static final int ERROR_NOT_FOUND = 1168;

  /** It takes a privilege that the process does not have. */
  public static final int ERROR_PRIVILEGE_NOT_HELD = 1314;

  /** The system has no memory for it. */
  public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

  // Of sockets

  /** It takes more rights, mostly an administrator's. */
  public static final int WSAEACCES = 10013;

  /** The output did not fit, or the input is too short. */
  public static final int WSAEFAULT = 10014;

  /** An argument is wrong, or the socket's state is: it is not bound, for instance. */
  public static final int WSAEINVAL = 10022;

  /** There is nothing yet. */
  public static final int WSAEWOULDBLOCK = 10035;

  /** The SOCKET is none, or not any more. */
  public static final int WSAENOTSOCK = 10038;

  /** The message did not fit; the first part of it is there, and the rest is lost. */
  public static final int WSAEMSGSIZE = 10040;

  /** The provider does not know the option. */
  public static final int WSAENOPROTOOPT = 10042;

  /** This Windows, or this kind of socket, does not support the code. */
  public static final int WSAEOPNOTSUPP = 10045;

  /** The address is of another family than the socket. */
  public static final int WSAEAFNOSUPPORT = 10047;

  /** The address is none of this machine. */
  public static final int WSAEADDRNOTAVAIL = 10049;

  /** The network is down. */
  public static final int WSAENETDOWN = 10050;

  /** There is no route to the network. */
  public static final int WSAENETUNREACH = 10051;

  /** A datagram came to an end on its way; or keep-alive found the connection dead. */
  public static final int WSAENETRESET = 10052;

  /** This machine has given the connection up. */
  public static final int WSAECONNABORTED = 10053;

  /** The other side has reset the connection; or a datagram met a closed port. */
  public static final int WSAECONNRESET = 10054;

  /** The system has no memory for it. */
  public static final int WSAENOBUFS = 10055;

  /** The socket is not connected. */
  public static final int WSAENOTCONN = 10057;

  /** The other side does not answer. */
  public static final int WSAETIMEDOUT = 10060;

  /** There is no route to the host. */
  public static final int WSAEHOSTUNREACH = 10065;

  /** The same as {@link #ERROR_OPERATION_ABORTED}. */
  public static final int WSA_OPERATION_ABORTED = 995;
}
