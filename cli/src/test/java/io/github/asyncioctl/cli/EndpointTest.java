package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:80, localhost, 80",
    "10.77.0.1:65535, 10.77.0.1, 65535",
    "[::1]:1, ::1, 1",
    "[fe80::1%4]:443, fe80::1%4, 443"
  })
  void namesAHostAndAPort(String text, String host, int port) {
    Endpoint endpoint = Endpoint.parse(text);

    assertThat(endpoint).isEqualTo(new Endpoint(host, port));
    assertThat(endpoint).hasToString(text);
  }
}
