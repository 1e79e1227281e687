package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The operations whose futures have not ended, between callers, completers and who closes. */
public final class LiveRaces {
  private LiveRaces() {}

  /** Operations that neighbour each other in one list, since one thread has made them. */
  abstract static class Neighbours {
    final Live live = new Live();
    final Operation<?> first = operation();
    final Operation<?> second = operation();
    final Operation<?> third = operation();

    private static Operation<?> operation() {
      return new Operation<>(null, new LoadTarget(8, true), 0, 0, Form.RAW, System::nanoTime);
    }

    final int count() {
      int[] count = new int[1];
      live.forEach(each -> count[0]++);
      return count[0];
    }
  }

  /** What is added while the engine ends is found, or its caller ends it. */
  @JCStressTest
  @Outcome(
      id = {"true, true", "false, true", "false, false"},
      expect = ACCEPTABLE)
  @Outcome(id = "true, false", expect = FORBIDDEN, desc = "nobody ends it")
  @State
  public static class AddAndClose extends Neighbours {
    @Actor
    public void caller(ZZ_Result r) {
      r.r1 = live.add(first);
    }

    @Actor
    public void closer(ZZ_Result r) {
      live.close();
      r.r2 = live.nextToEnd(1) == first;
    }
  }

  /** Neighbours that leave at once leave the others where they are, and none of themselves. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "one is lost, or stays for ever")
  @State
  public static class RemoveAndRemove extends Neighbours {
    public RemoveAndRemove() {
      live.add(first);
      live.add(second);
      live.add(third);
    }

    @Actor
    public void completer() {
      live.remove(first);
      live.remove(first); // by whoever else has seen that it has ended
    }

    @Actor
    public void other() {
      live.remove(second);
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = count();
    }
  }

  /** One comes while its neighbour goes. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "one is lost, or stays for ever")
  @State
  public static class AddAndRemove extends Neighbours {
    public AddAndRemove() {
      live.add(first);
      live.add(second);
    }

    @Actor
    public void caller() {
      live.add(third);
    }

    @Actor
    public void completer() {
      live.remove(second);
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = count();
    }
  }

  /** Those who end what is left get each of them once, together all. */
  @JCStressTest
  @Outcome(
      id = {"3, 0", "2, 1", "1, 2", "0, 3"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "one is ended twice, or by nobody")
  @State
  public static class EndAndEnd extends Neighbours {
    public EndAndEnd() {
      live.add(first);
      live.add(second);
      live.add(third);
      live.close();
    }

    private int endAll() {
      int ended = 0;
      while (live.nextToEnd(1) != null) {
        ended++;
      }
      return ended;
    }

    @Actor
    public void worker(II_Result r) {
      r.r1 = endAll();
    }

    @Actor
    public void other(II_Result r) {
      r.r2 = endAll();
    }
  }
}
