/** Socket IOCTLs on Netty channels. */
module io.github.asyncioctl.netty {
  requires transitive io.github.asyncioctl;
  requires transitive io.netty.common;
  requires transitive io.netty.transport;
  requires static org.jspecify; // annotations, which no user needs

  exports io.github.asyncioctl.netty;

  provides io.github.asyncioctl.SocketAdapter with
      io.github.asyncioctl.netty.NettySocketAdapter;
}
