package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The inline slots, between callers and the waiter that closes them. */
public final class InlineSlotsRaces {
  private InlineSlotsRaces() {}

  /** Slots of which all but some are in use. */
  abstract static class Shared {
    final CountingKernel kernel = new CountingKernel();
    final InlineSlots slots = new InlineSlots(kernel);

    Shared(int free) {
      for (int i = free; i < InlineSlots.COUNT; i++) {
        slots.acquire();
      }
    }
  }

  /** The last free slot goes to one caller. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two owners, or a free slot that nobody got")
  @State
  public static class LastSlot extends Shared {
    public LastSlot() {
      super(1);
    }

    @Actor
    public void caller(ZZ_Result r) {
      r.r1 = slots.acquire() != null;
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = slots.acquire() != null;
    }
  }

  /** Two callers get the last two slots, one each. */
  @JCStressTest
  @Outcome(id = "different", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "the same slot, or none")
  @State
  public static class LastTwoSlots extends Shared {
    private InlineSlot first;
    private InlineSlot second;

    public LastTwoSlots() {
      super(2);
    }

    @Actor
    public void caller() {
      first = slots.acquire();
    }

    @Actor
    public void other() {
      second = slots.acquire();
    }

    @Arbiter
    public void end(L_Result r) {
      r.r1 = first == null || second == null ? "none" : first.equals(second) ? "same" : "different";
    }
  }

  /**
   * What an owner writes stays as it is until it releases the slot, and the next owner sees what
   * the last one left. A plain counter is the slot's memory.
   */
  @JCStressTest
  @Outcome(
      id = {"mine, mine, 2", "mine, none, 1", "none, mine, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "written by two at once, or not seen by the next")
  @State
  public static class Owners extends Shared {
    private int owner;
    private int uses;

    public Owners() {
      super(1);
    }

    private String use(int id) {
      InlineSlot slot = slots.acquire();
      if (slot == null) {
        return "none";
      }
      owner = id;
      uses++;
      String seen = owner == id ? "mine" : "other's";
      slot.release();
      return seen;
    }

    @Actor
    public void caller(LLI_Result r) {
      r.r1 = use(1);
    }

    @Actor
    public void other(LLI_Result r) {
      r.r2 = use(2);
    }

    @Arbiter
    public void end(LLI_Result r) {
      r.r3 = uses;
    }
  }

  /**
   * Closing frees each slot's memory once, and not while a caller has it; it says that none is left
   * when that is so.
   */
  @JCStressTest
  @Outcome(id = "used, false, true, 1", expect = ACCEPTABLE, desc = "closed at the second look")
  @Outcome(id = "used, true, true, 1", expect = ACCEPTABLE, desc = "closed after the use")
  @Outcome(id = "none, true, true, 1", expect = ACCEPTABLE, desc = "closed before the use")
  @Outcome(expect = FORBIDDEN, desc = "freed in use, freed twice, or never")
  @State
  public static class CloseAndUse extends Shared {
    public CloseAndUse() {
      super(1);
      for (int i = 1; i < InlineSlots.COUNT; i++) {
        slots.lose();
      }
      InlineSlot last = Objects.requireNonNull(slots.acquire());
      try {
        last.prepare();
      } catch (KernelException e) {
        throw new AssertionError(e);
      }
      last.release();
    }

    @Actor
    public void caller(LLLL_Result r) {
      InlineSlot slot = slots.acquire();
      if (slot == null) {
        r.r1 = "none";
        return;
      }
      r.r1 = slot.memory() != null && kernel.freed.get() == 0 ? "used" : "freed in use";
      slot.release();
    }

    @Actor
    public void waiter(LLLL_Result r) {
      r.r2 = slots.close();
    }

    @Arbiter
    public void end(LLLL_Result r) {
      r.r3 = slots.close();
      r.r4 = kernel.freed.get();
    }
  }
}
