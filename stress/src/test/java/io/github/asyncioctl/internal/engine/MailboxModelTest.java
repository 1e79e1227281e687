package io.github.asyncioctl.internal.engine;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * The mailbox is linearizable: whatever senders and the waiter do at the same time, there is an
 * order, one after the other, in which {@link Sequential} gives the same results.
 */
@Param(name = "name", gen = IntGen.class, conf = "1:9")
public class MailboxModelTest {
  private static final String WAITER = "waiter";

  private final Mailbox mailbox = new Mailbox();

  // A waiter takes between two sleeps, and nothing after the end.
  private boolean sleeping;
  private boolean ended;

  @Operation
  public String post(int name) {
    return mailbox.post(new Letter(name + " ")).name();
  }

  @Operation(nonParallelGroup = WAITER)
  public String takeAll() {
    if (ended) {
      return "";
    }
    sleeping = false;
    return Letter.names(mailbox.takeAll());
  }

  @Operation(nonParallelGroup = WAITER)
  public boolean sleep() {
    if (!ended && !sleeping) {
      sleeping = mailbox.sleep();
    }
    return sleeping;
  }

  @Operation(nonParallelGroup = WAITER)
  public String close() {
    ended = true;
    sleeping = false;
    return Letter.names(mailbox.close());
  }

  @Operation(nonParallelGroup = WAITER)
  public boolean isSignalOwed() {
    return mailbox.isSignalOwed();
  }

  @Test
  void isLinearizable() {
    new ModelCheckingOptions()
        .iterations(Integer.getInteger("lincheck.iterations", 10))
        .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 1000))
        .threads(3)
        .actorsPerThread(3)
        .sequentialSpecification(Sequential.class)
        .check(MailboxModelTest.class);
  }

  /** What a mailbox is, one step after the other. */
  public static class Sequential {
    private String commands = "";
    private boolean asleep;
    private boolean woken;
    private boolean owed;
    private boolean closed;

    public String post(int name) {
      if (closed) {
        return "REFUSED";
      }
      boolean wakes = asleep && !woken;
      woken |= wakes;
      commands += name + " ";
      return wakes ? "WAKE" : "QUEUED";
    }

    public String takeAll() {
      return closed ? "" : take();
    }

    public String close() {
      closed = true;
      return take();
    }

    private String take() {
      if (asleep) {
        owed = woken;
      }
      asleep = false;
      woken = false;
      String taken = commands;
      commands = "";
      return taken;
    }

    public boolean sleep() {
      if (!closed && !owed && !asleep) {
        asleep = commands.isEmpty();
      }
      return !closed && (owed || asleep);
    }

    public boolean isSignalOwed() {
      return owed;
    }
  }
}
