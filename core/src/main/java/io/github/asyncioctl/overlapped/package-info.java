/**
 * For people who make overlapped calls themselves on handles that a completion port owns. Whoever
 * wants a future instead takes {@link io.github.asyncioctl.AsyncIoctl#overlappedAsync}, which does
 * all of this.
 *
 * <p>An overlapped call may go on after it has returned. Until it has ended, the kernel has three
 * things in its hands: the OVERLAPPED, the buffers and the event. Three mistakes are easy:
 *
 * <ul>
 *   <li>an event without a tag: the completion goes to the port, whose owner does not know it. A
 *       {@link io.github.asyncioctl.overlapped.TaggedEvent} has the tag;
 *   <li>memory that is freed, collected or used again too early: the kernel writes into whatever is
 *       there then;
 *   <li>one event for two operations: the start of one wipes out the signal of the other.
 * </ul>
 *
 * An {@link io.github.asyncioctl.overlapped.OverlappedGuard} refuses a call that makes one of them,
 * with an {@link io.github.asyncioctl.overlapped.OverlappedRuleException} that names the {@link
 * io.github.asyncioctl.overlapped.OverlappedRule}, and keeps reachable what the kernel has. It is
 * asked before and after each call, or {@linkplain
 * io.github.asyncioctl.overlapped.OverlappedGuard#wrap wraps} a JNA interface and does that by
 * itself.
 */
@NullMarked
package io.github.asyncioctl.overlapped;

import org.jspecify.annotations.NullMarked;
