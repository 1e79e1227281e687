/**
 * Tools for programs that make overlapped calls themselves on handles that belong to a completion
 * port. If you want a future instead, use {@link io.github.asyncioctl.AsyncIoctl#overlappedAsync},
 * which does all of this.
 *
 * <p>An overlapped call may continue after it has returned. Until the operation ends, the kernel
 * uses three things: the OVERLAPPED, the buffers and the event. Three mistakes are easy to make:
 *
 * <ul>
 *   <li>an event without a tag: the completion goes to the port, whose owner does not expect it. A
 *       {@link io.github.asyncioctl.overlapped.TaggedEvent} has the tag;
 *   <li>memory that is freed, collected or reused too early: the kernel writes into whatever is
 *       there then;
 *   <li>one event for two operations: the start of one clears the signal of the other.
 * </ul>
 *
 * An {@link io.github.asyncioctl.overlapped.OverlappedGuard} refuses a call that makes one of them,
 * with an {@link io.github.asyncioctl.overlapped.OverlappedRuleException} that names the {@link
 * io.github.asyncioctl.overlapped.OverlappedRule}, and keeps reachable what the kernel uses. Call
 * it before and after each overlapped call, or let it {@linkplain
 * io.github.asyncioctl.overlapped.OverlappedGuard#wrap wrap} a JNA interface and do that
 * automatically.
 */
@NullMarked
package io.github.asyncioctl.overlapped;

import org.jspecify.annotations.NullMarked;
