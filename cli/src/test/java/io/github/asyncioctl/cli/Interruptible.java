package io.github.asyncioctl.cli;

import java.io.IOException;

/** Runs the program, and raises the signal of Ctrl-C when something comes in. */
final class Interruptible {
  private Interruptible() {}

  public static void main(String[] arguments) {
    Thread thread = new Thread(Interruptible::interruptOnInput);
    thread.setDaemon(true);
    thread.start();
    Main.main(arguments);
  }

  private static void interruptOnInput() {
    try {
      if (System.in.read() >= 0) {
        // By reflection, as the compiler warns of this class and cannot be told not to.
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal
            .getMethod("raise", signal)
            .invoke(null, signal.getConstructor(String.class).newInstance("INT"));
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
