/**
 * The engine: one waiter thread that starts, watches and finishes operations, and futures that end
 * whatever happens to it.
 *
 * <p>Two kinds of state have two owners.
 *
 * <ul>
 *   <li>Native state belongs to the waiter's thread alone, from its start to its end: the lanes,
 *       the blocks, the wait set and every operation that it has taken from the mailbox. Something
 *       may block it, but no other thread takes its place.
 *   <li>Futures belong to every thread, and any of them may end one: the waiter with an outcome, an
 *       executor, the user, the end of the engine. {@link
 *       io.github.asyncioctl.internal.engine.Live} knows every operation whose future has not
 *       ended, so that closing finds them all.
 * </ul>
 *
 * <p>Everything else follows from that.
 *
 * <ul>
 *   <li>The mailbox is the only way from other threads to the waiter, and {@link
 *       io.github.asyncioctl.internal.engine.Wakeup} ensures that the waiter checks it.
 *   <li>An inline slot belongs to the thread that acquired it, and to the waiter once that thread
 *       has sent it with an operation that turned out to be pending.
 *   <li>Memory belongs to the operation, never to the future. It is released when the starting call
 *       has returned and the operation is complete, and in no other case. A large block is its
 *       sender's until the mailbox has accepted it, the waiter's until the operation is complete,
 *       and then that of the worker that takes the answer out of it.
 *   <li>Decoders, dependents, loggers and recorders run on the completion workers or on the user's
 *       executor, never where they could stop the waiter, unless that executor is a direct one.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl.internal.engine;

import org.jspecify.annotations.NullMarked;
