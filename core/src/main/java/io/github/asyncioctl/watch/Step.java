package io.github.asyncioctl.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber gets next: the step from the state that it received last to the newest one.
 *
 * @param before the last state; null if it has received none
 * @param now the newest state
 * @param skipped how many states in between it does not receive
 * @param failure why the system does not report changes
 */
record Step<V>(@Nullable V before, V now, long skipped, Optional<Throwable> failure) {}
