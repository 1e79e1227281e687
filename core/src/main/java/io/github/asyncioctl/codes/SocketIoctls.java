package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.TCP;
import static io.github.asyncioctl.SocketKind.UDP;
import static io.github.asyncioctl.SocketKind.UNIX;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;

/** Control codes for sockets of any kind, or of several. See {@link Ioctls}. */
public interface SocketIoctls {
  /**
   * How many bytes one receive operation can return; on a datagram socket, the total size of all
   * waiting datagrams. Header winsock2.h.
   */
  Ioctl<Void, Long> FIONREAD =
      Ioctl.of("FIONREAD", ControlCodes.FIONREAD)
          .<Long>output(4, Codec::ulong)
          .atOnce()
          .since("Winsock 1.1");

  /**
   * Makes a socket non-blocking (true) or blocking (false). Refused on the JDK's sockets. Header
   * winsock2.h.
   */
  Ioctl<Boolean, Void> FIONBIO =
      Ioctl.of("FIONBIO", ControlCodes.FIONBIO)
          .input(4, Codec::putBool)
          .atOnce()
          .since("Winsock 1.1")
          .refusedOnJdkSockets(
              "the JDK owns the blocking mode of its sockets: use"
                  + " SelectableChannel.configureBlocking");

  /**
   * True if no urgent data is waiting, on a socket that receives urgent data inline. Header
   * winsock2.h.
   */
  Ioctl<Void, Boolean> SIOCATMARK =
      Ioctl.of("SIOCATMARK", ControlCodes.SIOCATMARK)
          .<Boolean>output(4, Codec::bool)
          .atOnce()
          .since("Winsock 1.1")
          .on(TCP);

  /** The address of an extension function, valid in this process. Headers ws2def.h, mswsock.h. */
  Ioctl<ExtensionFunction, Long> SIO_GET_EXTENSION_FUNCTION_POINTER =
      Ioctl.of(
              "SIO_GET_EXTENSION_FUNCTION_POINTER", ControlCodes.SIO_GET_EXTENSION_FUNCTION_POINTER)
          .input(ExtensionFunction.SIZE, ExtensionFunction::write)
          .<Long>output(8, Codec::uint64)
          .atOnce()
          .since("Winsock 2");

  /**
   * The SOCKET of the base provider, below all layered providers. If there are any, it differs from
   * the socket's own SOCKET. It is valid as long as you keep the socket open. Header mswsock.h.
   */
  Ioctl<Void, SocketHandle> SIO_BASE_HANDLE =
      Ioctl.of("SIO_BASE_HANDLE", ControlCodes.SIO_BASE_HANDLE)
          .<SocketHandle>output(8, in -> SocketHandle.ofRaw(in.getLong()))
          .withoutOverlapped()
          .since("Windows Vista");

  /**
   * The processor that handles the packets that the socket receives. Page
   * "SIO_QUERY_RSS_PROCESSOR_INFO Control Code", header ws2def.h.
   */
  Ioctl<Void, RssProcessor> SIO_QUERY_RSS_PROCESSOR_INFO =
      Ioctl.of("SIO_QUERY_RSS_PROCESSOR_INFO", ControlCodes.SIO_QUERY_RSS_PROCESSOR_INFO)
          .<RssProcessor>output(RssProcessor.SIZE, RssProcessor::read)
          .atOnce()
          .since("Windows 8")
          .on(TCP, UDP);

  /**
   * The id of the process at the other end, for {@link ProcessHandle#of}. Header afunix.h. The
   * system reports 0 bytes for it.
   */
  Ioctl<Void, Long> SIO_AF_UNIX_GETPEERPID =
      Ioctl.of("SIO_AF_UNIX_GETPEERPID", ControlCodes.SIO_AF_UNIX_GETPEERPID)
          .<Long>output(4, Codec::processId)
          .ignoringCount()
          .atOnce()
          .since("Windows 10 1803")
          .on(UNIX);

  /**
   * Completes when the input socket is closed. It shares its value with {@link
   * Ioctls#SIO_RCVALL_MCAST_IF}. Only the mswsock.h of Windows XP and Server 2003 describes it: no
   * Windows that this library supports has it.
   */
  Ioctl<SocketHandle, Void> SIO_SOCKET_CLOSE_NOTIFY =
      Ioctl.of("SIO_SOCKET_CLOSE_NOTIFY", ControlCodes.SIO_SOCKET_CLOSE_NOTIFY)
          .<SocketHandle>input(8, (socket, out) -> out.putLong(socket.value()))
          .since("Windows XP SP2 / Server 2003 SP1 only");
}
