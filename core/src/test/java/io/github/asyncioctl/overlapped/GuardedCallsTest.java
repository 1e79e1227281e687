package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.win32.JnaCalls;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interface behind the guard, with functions that end as a test says. */
class GuardedCallsTest {
  private static final int IO_PENDING = 997;

  /** What somebody declares. */
  interface Marked {
    boolean start(long file, @OverlappedParameter long overlapped);

    boolean ask(long file, @OverlappedParameter(starts = false) long overlapped);
  }

  /** An interface that declares the same without the mark. */
  interface Unmarked {
    boolean start(long file, long overlapped);
  }

  interface Api extends Unmarked, Marked {
    boolean WaitCommEvent(long file, int[] mask, long overlapped);

    boolean UnlockFileEx(long file, int reserved, int low, int high, long overlapped);

    boolean CancelIPChangeNotify(@OverlappedParameter long overlapped);

    int NotifyAddrChange(long[] handle, long overlapped);

    int WSARecv(long s, Pointer b, int n, int[] got, int[] flags, long overlapped, Pointer routine);

    boolean ReadFileEx(long file, Pointer buffer, int size, long overlapped, Callback routine);

    default boolean startTwice(long file, long first, long second) {
      return start(file, first) || start(file, second);
    }

    default String plain() {
      return "plain";
    }
  }

  private final FakePort port = new FakePort();
  private final OverlappedGuard guard = new OverlappedGuard(port);
  private final TaggedEvent event = TaggedEvent.create(port);
  private final NativeMemory memory = port.overlapped(event.handle());
  private final long overlapped = memory.address();
  private final List<String> called = new ArrayList<>();
  private Supplier<Object> function = this::pending;
  private final Api api =
      GuardedCalls.wrap(
          guard,
          new JnaCalls(),
          Api.class,
          (Api)
              Proxy.newProxyInstance(
                  Api.class.getClassLoader(),
                  new Class<?>[] {Api.class},
                  (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return function.get();
                  }));

  @AfterEach
  void close() {
    event.close();
  }

  private boolean pending() {
    Native.setLastError(IO_PENDING);
    return false;
  }

  private static void assertBroken(OverlappedRule rule, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            OverlappedRuleException.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  @Test
  void methodsThatADefaultMethodCallsAreGuarded() {
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> api.startTwice(5, overlapped, overlapped));
    assertThat(called).containsExactly("start");
    assertThat(guard.pending()).isEqualTo(1);
    assertThat(api.plain()).isEqualTo("plain");
  }

  /** A class may have a better one, which is called as any other method. */
  static class Own implements Marked, WithDefault {
    @Override
    public boolean start(long file, long overlapped) {
      return false;
    }

    @Override
    public boolean ask(long file, long overlapped) {
      return false;
    }

    @Override
    public String name() {
      return "own";
    }
  }

  interface WithDefault {
    default String name() {
      return "default";
    }

    default String other() {
      return "other of " + name();
    }
  }

  @Test
  void aDefaultMethodOfAClassIsItsOwn() {
    WithDefault wrapped = GuardedCalls.wrap(guard, new JnaCalls(), WithDefault.class, new Own());
    assertThat(wrapped.name()).isEqualTo("own");
    assertThat(wrapped.other()).isEqualTo("other of own");
  }

  /** The proxy gives the method of the interface that stands first. */
  @Test
  void aMarkOfAnotherInterfaceCounts() {
    Unmarked unmarked = api;
    assertThat(unmarked.start(5, overlapped)).isFalse();
    assertThat(guard.pending()).isEqualTo(1);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> unmarked.start(5, overlapped));
  }

  @Test
  void whatAsksIsNotGuarded() {
    api.start(5, overlapped);
    api.ask(5, overlapped);
    api.CancelIPChangeNotify(overlapped);
    assertThat(called).containsExactly("start", "ask", "CancelIPChangeNotify");
    assertThat(guard.pending()).isEqualTo(1);
  }

  /** NtUnlockFile neither writes the status in all systems nor signals the event. */
  @Test
  void unlockingIsDoneWithTrue() {
    function = () -> true;
    assertThat(api.UnlockFileEx(5, 0, 1, 0, overlapped)).isTrue();
    assertThat(guard.pending()).isZero();
    assertThat(memory.buffer().getLong(0)).isZero();
  }

  @Test
  void aSuccessOfAFunctionThatNobodyKnowsMayBeQueued() {
    function = () -> true;
    assertThat(api.start(5, overlapped)).isTrue();
    assertThat(guard.pending()).isEqualTo(1);
    port.complete(memory, 0);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void anErrorThatIsReturnedLeavesNothingInFlight() {
    function = () -> 87;
    assertThat(api.NotifyAddrChange(new long[1], overlapped)).isEqualTo(87);
    assertThat(guard.pending()).isZero();
    function = () -> IO_PENDING;
    assertThat(api.NotifyAddrChange(new long[1], overlapped)).isEqualTo(IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void aStaleErrorDoesNotMakeWinsocksZeroPending() {
    function =
        () -> {
          Native.setLastError(IO_PENDING);
          return 0;
        };
    assertThat(api.WSARecv(5, null, 0, new int[1], new int[1], overlapped, null)).isZero();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void whatIsWrittenAtTheEndIsNoCopy() {
    assertBroken(
        OverlappedRule.BUFFER_OFF_HEAP, () -> api.WaitCommEvent(5, new int[1], overlapped));
    assertThat(called).isEmpty();
  }

  @Test
  void completionRoutinesAreRefused() {
    assertBroken(
        OverlappedRule.NO_COMPLETION_ROUTINE,
        () -> api.ReadFileEx(5, null, 0, overlapped, new Callback() {}));
    assertBroken(
        OverlappedRule.NO_COMPLETION_ROUTINE,
        () -> api.WSARecv(5, null, 0, null, null, overlapped, Pointer.createConstant(0x1234)));
    assertThat(called).isEmpty();
    assertThat(guard.pending()).isZero();
  }

  private RuntimeException thrown(RuntimeException e) {
    function =
        () -> {
          throw e;
        };
    return e;
  }

  @Test
  void anExceptionBeforeTheCallLeavesNothingInFlight() {
    RuntimeException e = thrown(new IllegalArgumentException("unsupported"));
    assertThatThrownBy(() -> api.start(5, overlapped)).isSameAs(e);
    assertThat(guard.pending()).isZero();
    assertThat(Native.getLastError()).isZero();
  }

  /** The same exception from a converter of the result: the call was made. */
  @Test
  void anExceptionAfterTheCallLeavesItInFlight() {
    function =
        () -> {
          Native.setLastError(IO_PENDING);
          throw new IllegalArgumentException("no such value");
        };
    assertThatThrownBy(() -> api.start(5, overlapped)).hasMessage("no such value");
    assertThat(guard.pending()).isEqualTo(1);
    assertThat(Native.getLastError()).isEqualTo(IO_PENDING);
  }

  @Test
  void lastErrorExceptionsSayIt() {
    thrown(new LastErrorException(5));
    assertThatThrownBy(() -> api.start(5, overlapped)).isInstanceOf(LastErrorException.class);
    assertThat(guard.pending()).isZero();
    thrown(new LastErrorException(IO_PENDING));
    assertThatThrownBy(() -> api.start(5, overlapped)).isInstanceOf(LastErrorException.class);
    assertThat(guard.pending()).isEqualTo(1);
  }

  interface Nobody {
    boolean start(String name, IntByReference count, @OverlappedParameter long overlapped);
  }

  @Test
  void stringsAreCopies() {
    Nobody wrapped =
        GuardedCalls.wrap(guard, new JnaCalls(), Nobody.class, (name, count, place) -> true);
    assertBroken(OverlappedRule.BUFFER_OFF_HEAP, () -> wrapped.start("text", null, overlapped));
    wrapped.start(null, new IntByReference(), overlapped);
    assertThat(guard.pending()).isEqualTo(1);
  }

  interface First {
    boolean begin(@OverlappedParameter long overlapped, long other);
  }

  interface Second {
    boolean begin(long other, @OverlappedParameter(starts = false) long overlapped);
  }

  interface Both extends First, Second {}

  /** Also one that stands first among the parameters. */
  @Test
  void ofTwoMarksTheFirstCounts() {
    First wrapped =
        GuardedCalls.wrap(guard, new JnaCalls(), First.class, (one, other) -> pending());
    wrapped.begin(overlapped, 0);
    assertThat(guard.pending()).isEqualTo(1);
    guard.release(release());
    Both both =
        GuardedCalls.wrap(
            guard,
            new JnaCalls(),
            Both.class,
            new Both() {
              @Override
              public boolean begin(long one, long other) {
                return pending();
              }
            });
    ((First) both).begin(overlapped, 0);
    assertThat(guard.pending()).isEqualTo(1);
  }

  /** The operation has ended. */
  private long release() {
    port.complete(memory, 0xC0000120);
    return overlapped;
  }

  interface Wrong {
    boolean start(@OverlappedParameter String overlapped);
  }

  @Test
  void aMarkOfWhatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> GuardedCalls.wrap(guard, new JnaCalls(), Wrong.class, any -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an OVERLAPPED is a long or a pointer, not java.lang.String");
    assertThatThrownBy(() -> GuardedCalls.wrap(guard, new JnaCalls(), Own.class, new Own()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not an interface");
  }

  @Test
  void whatIsRefusedIsNamed() {
    assertThatThrownBy(() -> api.ReadFileEx(5, null, 0, overlapped, new Callback() {}))
        .hasMessageContaining("ReadFileEx got ");
    Nobody wrapped =
        GuardedCalls.wrap(guard, new JnaCalls(), Nobody.class, (name, count, place) -> true);
    assertThatThrownBy(() -> wrapped.start("text", null, overlapped))
        .hasMessageContaining("start got String");
  }

  @Test
  void itIsEqualToItselfAlone() {
    Api other = GuardedCalls.wrap(guard, new JnaCalls(), Api.class, api);
    assertThat(api.equals(api)).isTrue();
    assertThat(api.equals(other)).isFalse();
    assertThat(api.equals(null)).isFalse();
    assertThat(api.hashCode()).isEqualTo(System.identityHashCode(api));
    First named =
        new First() {
          @Override
          public boolean begin(long one, long two) {
            return true;
          }

          @Override
          public String toString() {
            return "first";
          }
        };
    assertThat(GuardedCalls.wrap(guard, new JnaCalls(), First.class, named))
        .hasToString("guarded first");
  }

  /** The guard's own calls change it. */
  @Test
  void theLastErrorIsThatOfTheCall() {
    function =
        () -> {
          Native.setLastError(87);
          return false;
        };
    assertThat(api.start(5, overlapped)).isFalse();
    assertThat(Native.getLastError()).isEqualTo(87);
    assertThat(guard.pending()).isZero();
    function = () -> true;
    assertThat(api.start(5, overlapped)).isTrue();
    assertThat(Native.getLastError()).isZero();
  }

  @Test
  void withoutAnOverlappedTheCallIsNotOverlapped() {
    function = () -> true;
    assertThat(api.start(5, 0)).isTrue();
    assertThat(called).containsExactly("start");
    assertThat(guard.pending()).isZero();
  }

  /** The error of an earlier call says nothing of this one: it is taken for pending. */
  @Test
  void aFailureWithoutAnErrorIsTakenForPending() {
    function = () -> false;
    Native.setLastError(87);
    assertThat(api.WaitCommEvent(5, null, overlapped)).isFalse();
    assertThat(guard.pending()).isEqualTo(1);
  }

  /** An OVERLAPPED as a binding has it. */
  @Structure.FieldOrder({"status", "count", "position", "event"})
  public static class Binding extends Structure {
    public long status;
    public long count;
    public long position;
    public long event;
  }

  interface Bound {
    boolean start(@OverlappedParameter Binding overlapped);

    boolean ask(@OverlappedParameter(starts = false) Binding overlapped);
  }

  /** Or JNA would write its fields over what the system has written. */
  @Test
  void aStructureIsWrittenBeforeTheCallAndNeverAgain() {
    Binding binding = new Binding();
    binding.event = event.handle();
    Pointer pointer = binding.getPointer();
    port.place(Pointer.nativeValue(pointer), event.handle(), 0);
    List<Long> seen = new ArrayList<>();
    Bound wrapped =
        GuardedCalls.wrap(
            guard,
            new JnaCalls(),
            Bound.class,
            new Bound() {
              @Override
              public boolean start(Binding given) {
                seen.add(pointer.getLong(24));
                return pending();
              }

              @Override
              public boolean ask(Binding given) {
                seen.add(given.getPointer().getLong(24));
                return true;
              }
            });
    wrapped.start(binding);
    assertThat(seen).containsExactly(event.handle());
    assertThat(binding.getAutoWrite()).isFalse();
    assertThat(guard.pending()).isEqualTo(1);

    Binding asked = new Binding();
    asked.event = 7;
    wrapped.ask(asked);
    assertThat(seen).containsExactly(event.handle(), 0L);
    assertThat(asked.getAutoWrite()).isFalse();
  }

  /** Its name says what it is. */
  @Structure.FieldOrder({"status", "count", "position", "event"})
  public static class BindingsOverlapped extends Structure {
    public long status;
    public long count;
    public long position;
    public long event;
  }

  interface Untyped {
    boolean launch(Object first, Object second);
  }

  @Test
  void whereNobodyKnowsTheFunctionItIsFoundByItsClass() {
    Untyped wrapped =
        GuardedCalls.wrap(guard, new JnaCalls(), Untyped.class, (first, second) -> pending());
    BindingsOverlapped given = new BindingsOverlapped();
    given.event = event.handle();
    port.place(Pointer.nativeValue(given.getPointer()), event.handle(), 0);
    wrapped.launch(5, new Binding());
    assertThat(guard.pending()).as("that name says nothing").isZero();
    wrapped.launch(null, given);
    assertThat(guard.pending()).isEqualTo(1);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> wrapped.launch(given, 5));
  }

  interface Twice {
    boolean begin(@OverlappedParameter long overlapped);

    default boolean twice(long overlapped) {
      boolean first = begin(overlapped);
      return begin(overlapped) || first;
    }
  }

  /** Also where the library is a class that has left it as it is. */
  @Test
  void whatADefaultMethodOfAnInterfaceCallsIsGuarded() {
    Twice wrapped =
        GuardedCalls.wrap(
            guard,
            new JnaCalls(),
            Twice.class,
            new Twice() {
              @Override
              public boolean begin(long overlapped) {
                return pending();
              }
            });
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> wrapped.twice(overlapped));
    assertThat(guard.pending()).isEqualTo(1);
  }
}
