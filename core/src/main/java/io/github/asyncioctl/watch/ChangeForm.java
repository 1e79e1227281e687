package io.github.asyncioctl.watch;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form in which the subscribers of a kind of watch get their changes.
 *
 * @param nothing the state before anything was read
 * @param toChange converts a step to a change
 * @param toState the newest state in a change
 * @param <V> a state
 * @param <C> a change
 */
record ChangeForm<V, C>(V nothing, Function<Step<V>, C> toChange, Function<C, V> toState) {
  /**
   * The last change that a listener gets when its watch has failed.
   *
   * @param last the change that it got before; null if none
   */
  C ended(@Nullable C last, Throwable failure) {
    V known = last == null ? nothing : toState.apply(last);
    return toChange.apply(new Step<>(known, known, 0, Optional.of(failure)));
  }
}
