package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Custody, between the waiter and those who close the engine. */
public final class CustodyRaces {
  private CustodyRaces() {}

  private static boolean isBack(Custody custody) {
    try {
      custody.back();
      return true;
    } catch (Custody.LostException lost) {
      return false;
    }
  }

  /** The state has one owner: the waiter that is back, or the one that took it. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two owners or none")
  @State
  public static class TakeAndBack {
    private final Custody custody = new Custody();

    public TakeAndBack() {
      custody.leave(null, 0);
    }

    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = isBack(custody);
    }

    @Actor
    public void closer(ZZ_Result r) {
      r.r2 = custody.take();
    }
  }

  /** One of those who want it takes it. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two owners or none")
  @State
  public static class TakeAndTake {
    private final Custody custody = new Custody();

    public TakeAndTake() {
      custody.leave(null, 0);
    }

    @Actor
    public void closer(ZZ_Result r) {
      r.r1 = custody.take();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = custody.take();
    }
  }

  /**
   * Who takes the state sees all that the waiter did before it left, and nothing that it would have
   * done later.
   */
  @JCStressTest
  @Outcome(id = "2, -1", expect = ACCEPTABLE, desc = "the waiter went on")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "taken over")
  @Outcome(expect = FORBIDDEN, desc = "taken at home, or half written")
  @State
  public static class HandOver {
    private final Custody custody = new Custody();
    private int state;

    @Actor
    public void waiter(II_Result r) {
      state = 1;
      custody.leave(null, 0);
      if (isBack(custody)) {
        state = 2;
        r.r1 = state;
      } else {
        r.r1 = -1;
      }
    }

    @Actor
    public void closer(II_Result r) {
      r.r2 = custody.take() ? state : -1;
    }
  }

  /** Who takes the state knows which operation is being issued. */
  @JCStressTest
  @Outcome(
      id = {"false, false", "false, true", "true, true"},
      expect = ACCEPTABLE)
  @Outcome(id = "true, false", expect = FORBIDDEN, desc = "the operation is not known")
  @State
  public static class Errand {
    private static final Operation<?> OPERATION = new Operation<>(null, null, 0, null, 0, Form.RAW);

    private final Custody custody = new Custody();

    @Actor
    public void waiter() {
      custody.leave(OPERATION, 0);
      isBack(custody);
    }

    @Actor
    public void closer(ZZ_Result r) {
      r.r1 = custody.take();
      r.r2 = custody.errand() == OPERATION;
    }
  }
}
