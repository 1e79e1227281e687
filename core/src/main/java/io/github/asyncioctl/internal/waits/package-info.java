/**
 * Waits for any waitable object, as futures. They stand beside the engine and share nothing with it
 * but the completion workers ({@link io.github.asyncioctl.internal.engine.Companion}): foreign
 * handles never enter the engine's own wait.
 *
 * <p><b>Who owns what.</b>
 *
 * <ul>
 *   <li>The caller's handle is the caller's. It is touched once, in the caller's own call, to
 *       duplicate it.
 *   <li>The duplicate is the caller's thread's until the mailbox has accepted the wait, and the
 *       keeper's from then on. Whoever has it closes it.
 *   <li>A registration with the system is the keeper's, from before it is made to after the system
 *       has said through an event that it is gone. The duplicate is closed after that and never
 *       before. A registration that the system does not give up keeps its duplicate, and the
 *       keeper's thread, for good.
 *   <li>{@link io.github.asyncioctl.internal.waits.Keeper} is one thread, which alone registers,
 *       unregisters and closes. It ends when it has nothing left, so as long as the system may call
 *       back the thread lives, and with it the class loader of what is called.
 *   <li>Futures belong to everybody, as those of the engine do. {@code Waits} knows each that has
 *       not ended, so that closing finds them all.
 *   <li>The system's call does two things: it notes in the wait that the object was signalled, and
 *       sends the wait to the keeper. It completes nothing, and calls nothing of the user's.
 * </ul>
 *
 * <p><b>States of a wait</b> ({@link io.github.asyncioctl.internal.waits.Wait.Phase}; the keeper
 * alone moves it on).
 *
 * <pre>
 *   SENT ── registered ──&gt; WAITING ── signalled, unwanted or closing ──&gt; LEAVING ──&gt; GONE
 *     └── unwanted, closing, or refused by the system ───────────────────────────────────┘
 * </pre>
 *
 * <p>The races all end in that order of steps. The system's call may come before the call that
 * registers has returned: it finds the wait out of the mailbox, sends it, and the keeper looks at
 * it when it has the registration. A signal that meets a cancel: the keeper looks at the note last,
 * when the registration is gone; a future that has not ended by then gets the signal. A signal that
 * meets a future that has ended is lost, if the object takes its signal back.
 */
@NullMarked
package io.github.asyncioctl.internal.waits;

import org.jspecify.annotations.NullMarked;
