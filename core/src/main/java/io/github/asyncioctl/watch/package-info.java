/**
 * Streams of changes: {@link io.github.asyncioctl.watch.Watches} makes a {@link
 * io.github.asyncioctl.watch.Watch} of the machine's addresses, of the way to a destination, or of
 * a connection's ideal send backlog, which tells any number of subscribers what there is and what
 * was added and removed.
 */
@NullMarked
package io.github.asyncioctl.watch;

import org.jspecify.annotations.NullMarked;
