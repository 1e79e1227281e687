package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to calls, and the calls so far. */
final class FakeScript implements FakeKernel.Script {
  private static final Logger LOG = LoggerFactory.getLogger(FakeScript.class);
  private static final int ERROR_GEN_FAILURE = 31;

  /**
   * Identifies calls with the same answer.
   *
   * @param input the constant input of the code; null for any input
   */
  private record Key(int code, @Nullable ByteBuffer input) {}

  private final Map<Key, Function<? super IoctlCall, Reply>> replies = new ConcurrentHashMap<>();
  private final List<IoctlCall> calls = new ArrayList<>();

  void set(int code, Function<? super IoctlCall, Reply> by) {
    replies.keySet().removeIf(known -> known.code() == code); // it counts for every input
    replies.put(new Key(code, null), by);
  }

  void set(Ioctl<?, ?> ioctl, Function<? super IoctlCall, Reply> by) {
    replies.put(new Key(ioctl.code(), constantInput(ioctl)), by);
  }

  /**
   * Whether a call belongs to a code; codes with the same number differ in their constant inputs.
   */
  static Predicate<IoctlCall> of(Ioctl<?, ?> ioctl) {
    ByteBuffer constant = constantInput(ioctl);
    return call ->
        call.code() == ioctl.code() && (constant == null || constant.equals(call.input()));
  }

  /** The constant input of a code; null if it takes none, or if its caller passes it. */
  private static @Nullable ByteBuffer constantInput(Ioctl<?, ?> ioctl) {
    try {
      ByteBuffer input = ioctl.encode(null);
      return input.hasRemaining() ? input : null;
    } catch (NullPointerException takesSomething) {
      return null;
    }
  }

  @Override
  public @Nullable Reply reply(IoctlCall call) {
    synchronized (calls) {
      calls.add(call);
    }
    Function<? super IoctlCall, Reply> by = replies.get(new Key(call.code(), call.input()));
    if (by == null) {
      by = replies.get(new Key(call.code(), null));
    }
    return by == null ? null : reply(by, call);
  }

  private static Reply reply(Function<? super IoctlCall, Reply> by, IoctlCall call) {
    try {
      return by.apply(call);
    } catch (RuntimeException | Error thrown) { // by the test's: the waiter is not to end with it
      LOG.warn("What answers {} has failed", call, thrown);
      return Reply.error(ERROR_GEN_FAILURE);
    }
  }

  List<IoctlCall> calls(Predicate<IoctlCall> wanted) {
    synchronized (calls) {
      return calls.stream().filter(wanted).toList();
    }
  }

  void forgetCalls() {
    synchronized (calls) {
      calls.clear();
    }
  }
}
