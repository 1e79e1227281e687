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

  // A waiter takes nothing after the end.
  private boolean ended;

  @Operation
  public boolean post(int name) {
    return mailbox.post(new Letter(name + " "));
  }

  @Operation(nonParallelGroup = WAITER)
  public String takeAll() {
    return ended ? "" : Letter.names(mailbox.takeAll());
  }

  @Operation(nonParallelGroup = WAITER)
  public boolean isEmpty() {
    return ended || mailbox.isEmpty();
  }

  @Operation(nonParallelGroup = WAITER)
  public String close() {
    ended = true;
    return Letter.names(mailbox.close());
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
    private String items = "";
    private boolean closed;

    public boolean post(int name) {
      if (!closed) {
        items += name + " ";
      }
      return !closed;
    }

    public String takeAll() {
      String taken = items;
      items = "";
      return taken;
    }

    public boolean isEmpty() {
      return items.isEmpty();
    }

    public String close() {
      closed = true;
      return takeAll();
    }
  }
}
