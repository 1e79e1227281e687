/**
 * Streams of changes: what there is, and what was added and removed.
 *
 * <p>{@link io.github.asyncioctl.watch.Watches} makes a {@link io.github.asyncioctl.watch.Watch} of
 * the machine's addresses, or a {@link io.github.asyncioctl.watch.ValueWatch} of the way to a
 * destination or of a connection's ideal send backlog. A {@link
 * io.github.asyncioctl.watch.NetworkWatch} has the state of the whole network, on any system. Each
 * is a {@link java.util.concurrent.Flow.Publisher}, and takes plain listeners, too:
 *
 * <pre>{@code
 * Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET);
 * Registration registration =
 *     watch.listen(
 *         change -> {
 *           change.added().forEach(each -> System.out.println("+ " + each.address()));
 *           change.removed().forEach(each -> System.out.println("- " + each.address()));
 *         });
 * }</pre>
 *
 * <ul>
 *   <li>The first {@link io.github.asyncioctl.watch.Change} has what there is; each later one
 *       differs from the one before.
 *   <li>No change is missed, and the last state always arrives. States in between collapse when
 *       they come faster than a subscriber takes them.
 *   <li>If the system does not tell of changes at present, {@link
 *       io.github.asyncioctl.watch.Change#failure} says why, and the watch tries again.
 *   <li>Subscribers run on threads of the watch's own or on an executor of yours, never on the
 *       engine's waiter.
 * </ul>
 *
 * One operation of the engine serves all subscribers of a watch. Close watches before their engine.
 */
@NullMarked
package io.github.asyncioctl.watch;

import org.jspecify.annotations.NullMarked;
