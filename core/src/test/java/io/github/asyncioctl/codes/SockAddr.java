package io.github.asyncioctl.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** SOCKADDR_IN and SOCKADDR_IN6 with the layouts of the headers. */
final class SockAddr {
  private SockAddr() {}

  static void check(ByteBuffer bytes, InetAddress address) {
    if (address instanceof Inet4Address) {
      Struct v4 = Struct.of("SOCKADDR_IN", bytes);
      assertThat(v4.get("sin_family")).isEqualTo(2);
      assertThat(v4.get("sin_port")).isZero();
      assertThat(v4.getBytes("sin_addr")).isEqualTo(address.getAddress());
      assertThat(v4.getBytes("sin_zero")).containsOnly(0);
      v4.done();
    } else {
      checkV6(bytes, address.getAddress(), ((Inet6Address) address).getScopeId());
    }
  }

  static void checkV6(ByteBuffer bytes, byte[] address, int scope) {
    Struct v6 = Struct.of("SOCKADDR_IN6", bytes);
    assertThat(v6.get("sin6_family")).isEqualTo(23);
    assertThat(v6.get("sin6_port")).isZero();
    assertThat(v6.get("sin6_flowinfo")).isZero();
    assertThat(v6.getBytes("sin6_addr")).isEqualTo(address);
    assertThat(v6.get("sin6_scope_id")).isEqualTo(scope);
    v6.done();
  }

  /** As the kernel gives it. */
  static ByteBuffer of(InetAddress address) {
    if (address instanceof Inet4Address) {
      return Struct.full("SOCKADDR_IN")
          .set("sin_family", 2)
          .set("sin_port", 0)
          .set("sin_addr", address.getAddress())
          .set("sin_zero", new byte[8])
          .done();
    }
    return ofV6(address.getAddress(), ((Inet6Address) address).getScopeId());
  }

  static ByteBuffer ofV6(byte[] address, int scope) {
    return Struct.full("SOCKADDR_IN6")
        .set("sin6_family", 23)
        .set("sin6_port", 0)
        .set("sin6_flowinfo", 0)
        .set("sin6_addr", address)
        .set("sin6_scope_id", scope)
        .done();
  }
}
