package io.github.asyncioctl.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Those of a Windows machine, on an interface that carries no traffic: the loopback interface, or
 * Microsoft's KM-TEST adapter. They are of the blocks that are kept for documentation, which no
 * network uses. They go when this is closed, when the JVM exits, and with the next restart.
 */
final class WindowsAddresses implements MachineAddresses {
  private final Netsh netsh;
  private final AddressPlace place;
  private final Predicate<InetAddress> isUsable;
  private final Closeable lock;
  private final Deque<InetAddress> added = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::removeAll, "addresses-removed");

  /**
   * @param isUsable whether an address can be used: it may have to be found to be unique first
   * @param lock what is closed at the end
   */
  WindowsAddresses(
      Netsh netsh, AddressPlace place, Predicate<InetAddress> isUsable, Closeable lock) {
    this.netsh = netsh;
    this.place = place;
    this.isUsable = isUsable;
    this.lock = lock;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static WindowsAddresses open() throws Exception {
    if (!Advapi32Util.isCurrentProcessElevated()) {
      throw new Fixed("only an administrator may change them");
    }
    MachineLock lock = MachineLock.take();
    try {
      AddressPlace place = AddressPlace.ofThisMachine();
      removeLeftOver(place);
      return on(place, lock);
    } catch (Exception e) {
      lock.close();
      throw e;
    }
  }

  /** On some interface, of which it need not be known whether it tells of changes. */
  static WindowsAddresses on(AddressPlace place, Closeable lock) {
    return new WindowsAddresses(
        new Netsh(Netsh.runner(), place.index()), place, WindowsAddresses::canBeBound, lock);
  }

  /** What a JVM that was killed has left. */
  private static void removeLeftOver(AddressPlace place) throws IOException {
    Netsh netsh = new Netsh(Netsh.runner(), place.index());
    for (int number = 0; number < COUNT; number++) {
      for (InetAddress each : of(number)) {
        if (place.has(each)) {
          netsh.delete(each);
        }
      }
    }
  }

  private static boolean canBeBound(InetAddress address) {
    try (DatagramSocket socket = new DatagramSocket(0, address)) {
      return socket.isBound();
    } catch (SocketException e) {
      return false;
    }
  }

  @Override
  public String address(int number) {
    return "192.0.2." + (1 + number);
  }

  /** The address of IPv4, and the one of IPv6. */
  private static List<InetAddress> of(int number) throws IOException {
    return List.of(
        InetAddress.getByName("192.0.2." + (1 + number)),
        InetAddress.getByName("2001:db8::" + (1 + number)));
  }

  private List<InetAddress> both(int number) throws IOException {
    return place.hasIpv6() ? of(number) : of(number).subList(0, 1);
  }

  @Override
  public synchronized void add(int number) throws IOException {
    for (InetAddress each : both(number)) {
      // Before it is: a command that fails may have done its work.
      added.push(each);
      netsh.add(each);
      Waits.until("it can be used: " + each, () -> isUsable.test(each));
    }
  }

  @Override
  public synchronized void remove(int number) throws IOException {
    for (InetAddress each : both(number)) {
      netsh.delete(each);
      added.remove(each);
    }
  }

  @Override
  public void change(List<Step> steps) throws IOException {
    for (Step each : steps) {
      if (each.isThere()) {
        add(each.number());
      } else {
        remove(each.number());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(each.pauseMillis()));
    }
  }

  @Override
  public void assumeListed() {
    if (!place.isListed()) {
      throw MachineAddresses.skipped("SIO_ADDRESS_LIST_QUERY leaves out those of " + place);
    }
  }

  @Override
  public boolean areAlone() {
    return false;
  }

  /** Also when one of them cannot be removed; tells why not. */
  private synchronized List<IOException> removeAll() {
    List<IOException> failures = new ArrayList<>();
    while (!added.isEmpty()) {
      try {
        netsh.delete(added.pop());
      } catch (IOException e) {
        failures.add(e);
      }
    }
    return failures;
  }

  @Override
  public void close() throws IOException {
    List<IOException> failures = removeAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
    lock.close();
    if (!failures.isEmpty()) {
      throw new IOException("an address of the test is left", failures.get(0));
    }
  }
}
