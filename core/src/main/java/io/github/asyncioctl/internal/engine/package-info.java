/**
 * The engine: one waiter thread that starts, watches and finishes operations.
 *
 * <p>Who owns what:
 *
 * <ul>
 *   <li>The waiter's thread alone owns the lanes, the slots, the blocks, the wait set and every
 *       operation that it has taken from the mailbox. While it is in code that is not the engine's,
 *       a closing thread may take all of that over ({@link
 *       io.github.asyncioctl.internal.engine.Custody}); it never gets it back.
 *   <li>The mailbox is the only way from other threads to the waiter. Its one atomic reference also
 *       says whether the waiter sleeps and whether it has ended.
 *   <li>An inline slot belongs to the thread that acquired it, and to the waiter once that thread
 *       handed it over with an operation that turned out to be pending.
 *   <li>Memory belongs to the operation in flight, never to the future. It is released when the
 *       starting call has returned and the operation is complete, and in no other case.
 *   <li>A future is completed by the completion executor, or by the user. Nobody else.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl.internal.engine;

import org.jspecify.annotations.NullMarked;
