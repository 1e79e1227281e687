/**
 * For people who make overlapped calls themselves on handles that a completion port owns: {@link
 * io.github.asyncioctl.overlapped.TaggedEvent} is the event that such a call needs, {@link
 * io.github.asyncioctl.overlapped.OverlappedGuard} checks the OVERLAPPED before the call and keeps
 * what the kernel has in its hands. Whoever wants a future instead takes {@link
 * io.github.asyncioctl.AsyncIoctl#overlappedAsync}.
 */
@NullMarked
package io.github.asyncioctl.overlapped;

import org.jspecify.annotations.NullMarked;
