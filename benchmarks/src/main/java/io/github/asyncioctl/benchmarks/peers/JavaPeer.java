package io.github.asyncioctl.benchmarks.peers;

import io.github.asyncioctl.AsyncIoctl;
import org.jspecify.annotations.Nullable;

/**
 * {@code JavaPeer VARIANT CASE:COUNT...}: runs the cases one after the other with one way of
 * waiting. The cases are those of the peers in C and Go.
 */
public final class JavaPeer {
  private static final int IDLE_MILLIS = 2;

  private JavaPeer() {}

  /** Prints lines {@code case,variant,metric,value}. */
  public static void main(String[] arguments) throws Exception {
    String variant = arguments[0];
    Lines lines = new Lines(variant);
    if (arguments[1].startsWith("startup-")) {
      StartUpCase.run(name(arguments[1]), lines);
      return;
    }
    if (name(arguments[1]).startsWith("datagram-")) {
      int count = count(arguments[1]);
      new DatagramCase(engine(variant), lines).run(name(arguments[1]), count);
      System.exit(0);
    }
    int threads = Usage.threads();
    Watcher watcher = new Watcher();
    Way way = way(variant, watcher);
    for (int i = 1; i < arguments.length; i++) {
      run(name(arguments[i]), count(arguments[i]), way, watcher, lines, threads);
    }
    // Engines and threads that block end with the process.
    System.exit(0);
  }

  private static String name(String argument) {
    return argument.substring(0, argument.indexOf(':'));
  }

  private static int count(String argument) {
    return Integer.parseInt(argument.substring(argument.indexOf(':') + 1));
  }

  private static @Nullable AsyncIoctl engine(String variant) {
    return switch (variant) {
      case "asyncioctl" -> AsyncIoctl.open();
      case "asyncioctl-direct" -> directEngine();
      default -> null;
    };
  }

  private static Way way(String variant, Watcher watcher) {
    return switch (variant) {
      case "asyncioctl" -> new AsyncIoctlWay(AsyncIoctl.open(), false, watcher);
      case "asyncioctl-typed" -> new AsyncIoctlWay(AsyncIoctl.open(), true, watcher);
      case "asyncioctl-direct" -> new AsyncIoctlWay(directEngine(), false, watcher);
      case "java-thread-direct" -> new ThreadWay(new DirectWin32(), watcher);
      case "java-thread-interface" -> new ThreadWay(new InterfaceWin32(), watcher);
      case "java-regwait-direct" -> new RegisterWaitWay(new DirectWin32(), watcher);
      case "java-regwait-interface" -> new RegisterWaitWay(new InterfaceWin32(), watcher);
      case "java-poll-direct" -> new PollWay(new DirectWin32(), watcher);
      case "java-poll-interface" -> new PollWay(new InterfaceWin32(), watcher);
      default -> throw new IllegalArgumentException("no such way of waiting: " + variant);
    };
  }

  private static AsyncIoctl directEngine() {
    return AsyncIoctl.builder().executor(Runnable::run).open();
  }

  private static void run(
      String name, int count, Way way, Watcher watcher, Lines lines, int threads) throws Exception {
    int dash = name.indexOf('-');
    int size = Integer.parseInt(name.substring(dash + 1));
    switch (name.substring(0, dash)) {
      case "immediate" -> new ImmediateCase(way, lines).run(name, size, count);
      case "pipe" -> new PipeCases(way, watcher, lines).oneByOne(name, size, 0, count);
      case "idle" -> new PipeCases(way, watcher, lines).oneByOne(name, size, IDLE_MILLIS, count);
      case "wait" -> new EventCase(way, watcher, lines).run(name, size, count);
      case "random" -> new PipeCases(way, watcher, lines).inRandomOrder(name, size, count);
      case "cancel" -> new ChangeCases(way, watcher, lines, threads).cancel(name, count);
      case "change" -> new ChangeCases(way, watcher, lines, threads).change(name, size, 1, count);
      case "young" -> new ChangeCases(way, watcher, lines, threads).young(name, size);
      case "few" -> new ChangeCases(way, watcher, lines, threads).change(name, size, 1000, count);
      default -> throw new IllegalArgumentException("no such case: " + name);
    }
  }
}
