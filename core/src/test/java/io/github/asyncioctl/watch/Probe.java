package io.github.asyncioctl.watch;

import io.github.asyncioctl.reactive.StrictSubscriber;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A strict subscriber of a watch: each difference must lead from one state to the next. */
class Probe<T> extends StrictSubscriber<Change<T>> {
  Probe(long initialRequest) {
    super(initialRequest);
  }

  static <T> Probe<T> unbounded() {
    return new Probe<>(Long.MAX_VALUE);
  }

  /** What to do in onNext. */
  Probe<T> reacting(Consumer<Change<T>> how) {
    react(how);
    return this;
  }

  List<Change<T>> changes() {
    return items();
  }

  @Override
  protected final void check(@Nullable Change<T> before, Change<T> change) {
    Set<T> patched = new HashSet<>(before == null ? Set.of() : before.current());
    if (!patched.removeAll(change.removed()) && !change.removed().isEmpty()) {
      fault("removed what was not there: " + change);
    }
    for (T added : change.added()) {
      if (!patched.add(added)) {
        fault("added what was there: " + change);
      }
    }
    if (!patched.equals(change.current())) {
      fault("the difference does not lead to the state: " + before + ", " + change);
    }
    boolean sameTrouble =
        before != null && before.failure().isPresent() == change.failure().isPresent();
    if (sameTrouble && change.skipped() == 0 && before.current().equals(change.current())) {
      fault("no difference: " + change);
    }
  }
}
