package io.github.asyncioctl.codes;

/**
 * The control codes of Windows sockets that have Java types, for {@code AsyncIoctl.ioctlAsync}. Any
 * user may issue a code unless its comment says otherwise. An input out of range throws an {@link
 * IllegalArgumentException} before anything is issued. Microsoft's page "Winsock IOCTLs" describes
 * most of them; a comment names the code's own page, or the header if no page describes it.
 *
 * <p>There is one interface for each purpose, so that the first use of a code loads only its
 * interface, not the whole catalogue.
 */
public final class Ioctls
    implements SocketIoctls, AddressIoctls, TcpIoctls, UdpIoctls, RawIoctls, SpecialIoctls {
  private Ioctls() {}
}
