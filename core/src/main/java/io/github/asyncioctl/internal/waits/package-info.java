/**
 * Waits for any waitable object, as futures. They are separate from the engine and share only the
 * completion workers with it ({@link io.github.asyncioctl.internal.engine.Companion}): foreign
 * handles never enter the engine's own wait.
 *
 * <p><b>Who owns what.</b>
 *
 * <ul>
 *   <li>The caller's handle belongs to the caller. The library uses it once, in the caller's own
 *       call, to duplicate it.
 *   <li>The duplicate belongs to the caller's thread until the mailbox has accepted the wait, and
 *       to the keeper from then on. Its owner closes it.
 *   <li>A registration with the system belongs to the keeper, from before it is made until the
 *       system has signalled through an event that it is gone. The duplicate is closed after that
 *       and never before. If the system does not release a registration, its duplicate and the
 *       keeper's thread stay permanently.
 *   <li>{@link io.github.asyncioctl.internal.waits.Keeper} is one thread, which alone registers,
 *       unregisters and closes. It ends when it has nothing left, so as long as the system may call
 *       back the thread lives, and with it the class loader of what is called.
 *   <li>Futures belong to every thread, as those of the engine do. {@code Waits} knows each that
 *       has not ended, so that closing finds all of them.
 *   <li>The system's call does two things: it records in the wait that the object was signalled,
 *       and sends the wait to the keeper. It completes nothing, and runs no user code.
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
