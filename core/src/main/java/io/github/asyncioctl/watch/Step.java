package io.github.asyncioctl.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber is to be told: the way from the state that it was told last to the newest one.
 *
 * @param before null if it was told nothing yet
 * @param now the newest state
 * @param skipped how many states in between it is not told
 * @param failure why the system does not tell of changes
 */
record Step<V>(@Nullable V before, V now, long skipped, Optional<Throwable> failure) {}
