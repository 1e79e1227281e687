/**
 * Streams of changes: the current state, and what was added and removed.
 *
 * <p>{@link io.github.asyncioctl.watch.Watches} creates a {@link io.github.asyncioctl.watch.Watch}
 * of the machine's addresses, or a {@link io.github.asyncioctl.watch.ValueWatch} of the source
 * address for a destination or of a connection's ideal send backlog. A {@link
 * io.github.asyncioctl.watch.NetworkWatch} publishes the state of the whole network, on any system.
 * Each is a {@link java.util.concurrent.Flow.Publisher}, and accepts plain listeners, too:
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
 *   <li>The first {@link io.github.asyncioctl.watch.Change} has the current state; each later one
 *       differs from the previous one.
 *   <li>A watch misses no change, and the last state always arrives. It merges states that come
 *       faster than a subscriber takes them.
 *   <li>If the system does not report changes at present, {@link
 *       io.github.asyncioctl.watch.Change#failure} says why, and the watch retries.
 *   <li>Subscribers run on the watch's own threads or on an executor of yours, never on the
 *       engine's waiter.
 * </ul>
 *
 * One operation of the engine serves all subscribers of a watch. Close watches before their engine.
 */
@NullMarked
package io.github.asyncioctl.watch;

import org.jspecify.annotations.NullMarked;
