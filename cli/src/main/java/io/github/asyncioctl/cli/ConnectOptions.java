package io.github.asyncioctl.cli;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where to connect to, and how. */
final class ConnectOptions {
  @Parameters(
      paramLabel = "HOST:PORT",
      description = "Where to connect. Write an IPv6 address in brackets.")
  private Endpoint endpoint = new Endpoint("", 0);

  @Mixin private FamilyOptions family = new FamilyOptions();

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long to wait for each address of the host. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  Connection open() throws IOException {
    return Connection.open(endpoint, family, timeout);
  }
}
