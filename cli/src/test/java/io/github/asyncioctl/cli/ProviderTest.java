package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProviderTest {
  private static void put(
      ByteBuffer all, int index, int flags, int chain, int family, String name) {
    ByteBuffer one = all.slice(index * Provider.SIZE, Provider.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    one.putInt(0, flags).putInt(36, 1000 + index).putInt(40, chain);
    one.putInt(76, family).putInt(88, 1).putInt(92, 6);
    one.put(116, name.getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void readsTheCatalogue() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Provider.SIZE);
    put(bytes, 0, 0x00020066, 1, 23, "MSAFD Tcpip [TCP/IPv6]");
    put(bytes, 1, 0x00000066, 3, 2, "x".repeat(256)); // without a zero at the end

    assertThat(Provider.readAll(bytes))
        .containsExactly(
            new Provider("MSAFD Tcpip [TCP/IPv6]", 23, 1, 6, 1, true, 1000),
            new Provider("x".repeat(256), 2, 1, 6, 3, false, 1001));
  }

  @Test
  void saysInWordsWhatItIs() {
    Provider chain = new Provider("Filter", 2, 2, 17, 3, false, 7);

    assertThat(chain.familyName()).isEqualTo("IPv4");
    assertThat(chain.typeName()).isEqualTo("datagram");
    assertThat(chain.protocolName()).isEqualTo("UDP");
    assertThat(chain.layerName()).isEqualTo("chain of 3");
    assertThat(new Provider("", 99, 99, 6, 0, true, 0).protocolName()).isEqualTo("6");
  }
}
