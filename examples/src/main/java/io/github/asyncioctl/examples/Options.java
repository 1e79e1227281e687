package io.github.asyncioctl.examples;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the command line says.
 *
 * @param seed of all that is random
 * @param verbose whether stack traces of failures are wanted
 */
record Options(long seed, boolean verbose) {
  private static final String SEED = "--seed=";

  /** Empty if it does not make sense. */
  static Optional<Options> parse(String[] arguments) {
    long seed = ThreadLocalRandom.current().nextInt(1_000_000);
    boolean verbose = false;
    for (String argument : arguments) {
      if (argument.matches(SEED + "\\d{1,18}")) {
        seed = Long.parseLong(argument.substring(SEED.length()));
      } else if (argument.equals("--verbose")) {
        verbose = true;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Options(seed, verbose));
  }
}
