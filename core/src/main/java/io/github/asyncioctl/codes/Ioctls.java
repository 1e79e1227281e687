package io.github.asyncioctl.codes;

/**
 * The control codes of Windows sockets that have Java types, for {@code AsyncIoctl.ioctlAsync}.
 * Anyone may issue them unless it says otherwise. An input that is out of range is refused with an
 * {@link IllegalArgumentException} before anything is issued. Most of them are described on
 * Microsoft's page "Winsock IOCTLs"; where a code has a page of its own, or is described in a
 * header only, that is named.
 *
 * <table class="striped">
 * </table>
 *
 * <p>They stand in one interface for each purpose, so that the first use of one loads what belongs
 * to it, and not the whole catalogue.
 */
public final class Ioctls
    implements SocketIoctls, AddressIoctls, TcpIoctls, UdpIoctls, RawIoctls, SpecialIoctls {
  private Ioctls() {}
}
