package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.fail;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.opentest4j.TestAbortedException;

/**
 * Addresses that a test gives to this machine and takes away again. Nothing of them is left when it
 * is closed.
 */
public interface MachineAddresses extends Closeable {
  /** How many there are; their numbers begin with 0. */
  int COUNT = 6;

  /** Whoever has not noticed any of so many notices none. */
  int MOST_CHANGES = 100;

  /** Set where a machine that keeps its addresses to itself is no reason to skip a test. */
  String REQUIRED = "asyncioctl.addresses.required";

  /** Set where nobody may change them. */
  String KEPT = "asyncioctl.addresses.kept";

  /**
   * One change.
   *
   * @param number of the address
   * @param isThere whether it is added; otherwise it is removed
   * @param pauseMillis how long nothing happens then
   */
  record Step(int number, boolean isThere, int pauseMillis) {}

  /** This machine's addresses cannot be changed. */
  final class Fixed extends Exception {
    private static final long serialVersionUID = 1L;

    Fixed(String why) {
      super(why);
    }
  }

  /**
   * Those of this machine. Where they cannot be changed the test is skipped and says why, or fails
   * if {@link #REQUIRED} is set.
   */
  static MachineAddresses open() throws Exception {
    try {
      return openOrTell();
    } catch (Fixed e) {
      throw skipped(e.getMessage());
    }
  }

  /** Those of this machine. */
  static MachineAddresses openOrTell() throws Exception {
    if (Boolean.getBoolean(KEPT)) {
      throw new Fixed("they are to be kept");
    }
    return Wine.isHere() ? TestbedAddresses.open() : WindowsAddresses.open();
  }

  /** What a test throws that has to be skipped; fails at once if it must not be. */
  static TestAbortedException skipped(String why) {
    if (Boolean.getBoolean(REQUIRED)) {
      fail("%s is set, but %s", REQUIRED, why);
    }
    return new TestAbortedException("no address of this machine was changed: " + why);
  }

  /** The IPv4 address of a number. */
  String address(int number);

  /** Adds one; also one of IPv6, as sockets are told of changes of their own family only. */
  void add(int number) throws IOException;

  /** Removes one, with its companion of IPv6. */
  void remove(int number) throws IOException;

  /** Makes changes one after the other, as fast as this machine can. */
  void change(List<Step> steps) throws IOException;

  /** Changes them until something is done, which may not wait for a change at first. */
  default void changeUntil(CompletableFuture<?> done) throws Exception {
    for (int i = 0; i < MOST_CHANGES && !done.isDone(); i++) {
      if (i % 2 == 0) {
        add(0);
      } else {
        remove(0);
      }
    }
    Waits.get(done);
  }

  /** Skips the test where the lists of addresses leave these out. */
  void assumeListed();

  /**
   * Whether nothing but these changes, and each change is told once. On Windows the machine has a
   * life of its own, and an address that is tentative first is told of twice.
   */
  boolean areAlone();

  @Override
  void close() throws IOException;
}
