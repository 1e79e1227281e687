package io.github.asyncioctl.internal.kernel;

/** NTSTATUS values, and what Winsock makes of them. */
public final class NtStatus {
  /** STATUS_PENDING. */
  public static final int PENDING = 0x103;

  /** STATUS_CANCELLED. */
  public static final int CANCELLED = 0xC0000120;

  /** STATUS_HANDLES_CLOSED: a pipe's handle was closed. */
  public static final int HANDLES_CLOSED = 0x8000000A;

  /** STATUS_BUFFER_OVERFLOW: data is there, and there is more than the buffer has taken. */
  public static final int BUFFER_OVERFLOW = 0x80000005;

  private static final int WSAEINVAL = 10022;

  private NtStatus() {}

  /**
   * The error that WSAGetOverlappedResult reports for a socket operation that ended with this
   * status; {@link Kernel#SUCCESS} for a success. The table is that of Microsoft's win-net-test
   * (sock.c), but for a cancelled operation, which ends with WSA_OPERATION_ABORTED as documented
   * for CancelIoEx.
   */
  public static int winsockError(int status) {
    return switch (status) {
      case 0xC0000240 /* STATUS_REQUEST_ABORTED */ -> 10004; // WSAEINTR
      case 0xC0000022 /* STATUS_ACCESS_DENIED */ -> 10013; // WSAEACCES
      case 0xC0000005, // STATUS_ACCESS_VIOLATION
          0xC0000023 -> // STATUS_BUFFER_TOO_SMALL
          10014; // WSAEFAULT
      case 0xC00000A3, // STATUS_DEVICE_NOT_READY
          0xC00000D0 -> // STATUS_REQUEST_NOT_ACCEPTED
          10035; // WSAEWOULDBLOCK
      case 0xC0000008, // STATUS_INVALID_HANDLE
          0xC0000024 -> // STATUS_OBJECT_TYPE_MISMATCH
          10038; // WSAENOTSOCK
      case BUFFER_OVERFLOW, 0xC0000206 -> // STATUS_INVALID_BUFFER_SIZE
          10040; // WSAEMSGSIZE
      case 0xC0000002, // STATUS_NOT_IMPLEMENTED
          0xC00000BB -> // STATUS_NOT_SUPPORTED
          10045; // WSAEOPNOTSUPP
      case 0xC000A013 /* STATUS_PROTOCOL_NOT_SUPPORTED */ -> 10047; // WSAEAFNOSUPPORT
      case 0xC0000043, // STATUS_SHARING_VIOLATION
          0xC000020A -> // STATUS_ADDRESS_ALREADY_EXISTS
          10048; // WSAEADDRINUSE
      case 0xC0000141, // STATUS_INVALID_ADDRESS
          0xC0000207 -> // STATUS_INVALID_ADDRESS_COMPONENT
          10049; // WSAEADDRNOTAVAIL
      case 0xC000000E, // STATUS_NO_SUCH_DEVICE
          0xC000000F, // STATUS_NO_SUCH_FILE
          0xC0000034, // STATUS_OBJECT_NAME_NOT_FOUND
          0xC000003A, // STATUS_OBJECT_PATH_NOT_FOUND
          0xC00000BF, // STATUS_NETWORK_BUSY
          0xC00000C3, // STATUS_INVALID_NETWORK_RESPONSE
          0xC00000C4 -> // STATUS_UNEXPECTED_NETWORK_ERROR
          10050; // WSAENETDOWN
      case 0xC00000BE, // STATUS_BAD_NETWORK_PATH
          0xC000023C, // STATUS_NETWORK_UNREACHABLE
          0xC000023E -> // STATUS_PROTOCOL_UNREACHABLE
          10051; // WSAENETUNREACH
      case 0xC000A012 /* STATUS_HOPLIMIT_EXCEEDED */ -> 10052; // WSAENETRESET
      case 0xC000013B, // STATUS_LOCAL_DISCONNECT
          0xC000020F, // STATUS_TRANSACTION_ABORTED
          0xC0000241 -> // STATUS_CONNECTION_ABORTED
          10053; // WSAECONNABORTED
      case 0xC000013C, // STATUS_REMOTE_DISCONNECT
          0xC000013E, // STATUS_LINK_FAILED
          0xC000020C, // STATUS_CONNECTION_DISCONNECTED
          0xC000020D, // STATUS_CONNECTION_RESET
          0xC000023F -> // STATUS_PORT_UNREACHABLE
          10054; // WSAECONNRESET
      case 0xC0000007, // STATUS_PAGEFILE_QUOTA
          0xC0000017, // STATUS_NO_MEMORY
          0xC0000018, // STATUS_CONFLICTING_ADDRESSES
          0xC0000044, // STATUS_QUOTA_EXCEEDED
          0xC0000097, // STATUS_TOO_MANY_PAGING_FILES
          0xC000009A, // STATUS_INSUFFICIENT_RESOURCES
          0xC00000A1, // STATUS_WORKING_SET_QUOTA
          0xC000012D, // STATUS_COMMITMENT_LIMIT
          0xC000013D, // STATUS_REMOTE_RESOURCES
          0xC0000209 -> // STATUS_TOO_MANY_ADDRESSES
          10055; // WSAENOBUFS
      case 0xC000023B /* STATUS_CONNECTION_ACTIVE */ -> 10056; // WSAEISCONN
      case 0xC0000140 /* STATUS_INVALID_CONNECTION */ -> 10057; // WSAENOTCONN
      case 0xC00000B0 /* STATUS_PIPE_DISCONNECTED */ -> 10058; // WSAESHUTDOWN
      case 0x00000102, // STATUS_TIMEOUT
          0xC00000B5, // STATUS_IO_TIMEOUT
          0xC000013F -> // STATUS_LINK_TIMEOUT
          10060; // WSAETIMEDOUT
      case 0xC00000BC, // STATUS_REMOTE_NOT_LISTENING
          0xC0000236 -> // STATUS_CONNECTION_REFUSED
          10061; // WSAECONNREFUSED
      case 0xC0000350 /* STATUS_HOST_DOWN */ -> 10064; // WSAEHOSTDOWN
      case 0xC000023D /* STATUS_HOST_UNREACHABLE */ -> 10065; // WSAEHOSTUNREACH
      case 0xC0000237 /* STATUS_GRACEFUL_DISCONNECT */ -> 10101; // WSAEDISCON
      case CANCELLED -> Kernel.OPERATION_ABORTED;
      // The sign is the severity: successes and informational statuses are not negative.
      default -> status >= 0 ? Kernel.SUCCESS : WSAEINVAL;
    };
  }
}
