package io.github.asyncioctl.examples;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The options of the command line.
 *
 * @param seed of all random choices
 * @param verbose whether to print stack traces of failures
 */
record Options(long seed, boolean verbose) {
  private static final String SEED = "--seed=";

  /** Empty if the command line is invalid. */
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
