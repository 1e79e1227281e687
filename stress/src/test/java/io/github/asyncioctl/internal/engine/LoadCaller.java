package io.github.asyncioctl.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that submits what its random numbers say, until the engine refuses. */
final class LoadCaller extends Thread {
  private static final int AT_A_TIME = 30;
  private static final int LIMIT = 20_000;
  private static final int BY_HAND = -1;

  /** More memory than the waiter keeps for operations. */
  private static final int LARGE = 40_000;

  private record Issued(int number, CompletableFuture<Integer> future) {}

  private final Engine engine;
  private final int[] codes;
  private final Random random;
  private final Deque<Issued> recent = new ArrayDeque<>();
  private final List<String> faults = new ArrayList<>();
  private int number;

  /**
   * @param codes the codes to choose from
   */
  LoadCaller(Engine engine, long seed, int... codes) {
    this.engine = engine;
    this.codes = codes;
    random = new Random(seed);
  }

  /**
   * Two threads that look for a free inline slot at the same place, so that they want the same one.
   */
  static List<LoadCaller> rivals(Engine engine, long seed, int... codes) {
    LoadCaller one = new LoadCaller(engine, seed, codes);
    LoadCaller other;
    do {
      other = new LoadCaller(engine, ~seed, codes);
    } while ((System.identityHashCode(one) - System.identityHashCode(other)) % InlineSlots.COUNT
        != 0);
    return List.of(one, other);
  }

  /** What went wrong. To be asked when it has ended. */
  List<String> faults() {
    return faults;
  }

  @Override
  public void run() {
    try {
      while (number < LIMIT) {
        recent.add(submit());
        if (random.nextInt(4) == 0) {
          abandonOne();
        }
        if (recent.size() > AT_A_TIME) {
          Issued oldest = recent.remove();
          // Some never end by themselves.
          oldest.future.cancel(true);
          check(oldest);
        }
      }
    } catch (IllegalStateException closed) {
      // That is what it was waiting for.
    } catch (RuntimeException thrown) {
      faults.add(thrown.toString());
    } finally {
      recent.forEach(this::check);
    }
  }

  private Issued submit() {
    int own = ++number;
    ByteBuffer in = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, own);
    int code = codes[random.nextInt(codes.length)];
    return new Issued(
        own,
        engine.submit(
            new LoadTarget(8, random.nextBoolean()),
            code,
            in,
            random.nextInt(8) == 0 ? LARGE : 4,
            (answer, address, transferred) -> answer.getInt(0)));
  }

  private void abandonOne() {
    CompletableFuture<Integer> chosen =
        (random.nextBoolean() ? recent.getFirst() : recent.getLast()).future;
    if (random.nextBoolean()) {
      chosen.cancel(true);
    } else {
      chosen.complete(BY_HAND);
    }
  }

  /** Its own answer, the caller's own doing, or the end of the engine; and it ends. */
  private void check(Issued issued) {
    try {
      int answer = issued.future.get(20, TimeUnit.SECONDS);
      if (answer != issued.number && answer != BY_HAND) {
        faults.add("number " + issued.number + " got the answer of " + answer);
      }
    } catch (CancellationException cancelled) {
      // By this thread.
    } catch (TimeoutException hangs) {
      faults.add("number " + issued.number + " never ends");
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof IOException ended)
          || !ended.getMessage().contains("error 995")) {
        faults.add("number " + issued.number + ": " + failed.getCause());
      }
    } catch (InterruptedException e) {
      faults.add("interrupted");
    }
  }
}
