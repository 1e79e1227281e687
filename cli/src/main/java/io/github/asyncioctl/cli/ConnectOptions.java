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
      description = "Where to connect to. An IPv6 address stands in brackets.")
  private Endpoint endpoint = new Endpoint("", 0);

  @Mixin private FamilyOptions family = new FamilyOptions();

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "How long each address of the host has for an answer. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  Connection open() throws IOException {
    return Connection.open(endpoint, family, timeout);
  }
}
