/**
 * The catalogue: control codes with the Java types of what they take and give.
 *
 * <p>{@link io.github.asyncioctl.codes.Ioctls} has the codes, the other public types are their
 * inputs and outputs: {@link io.github.asyncioctl.codes.KeepAlive}, {@link
 * io.github.asyncioctl.codes.TcpInfo} and so on.
 *
 * <pre>{@code
 * KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
 * io.ioctlAsync(channel, Ioctls.SIO_KEEPALIVE_VALS, probing).join();
 * long waiting = io.ioctlAsync(channel, Ioctls.FIONREAD).join();
 * CompletableFuture<List<InetAddress>> addresses =
 *     io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_CHANGE)
 *         .thenCompose(changed -> io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_QUERY));
 * }</pre>
 *
 * <p>Inputs are checked when they are made: what is out of range is an {@link
 * IllegalArgumentException} before anything is issued. Answers are decoded without trusting a
 * length or a pointer in them: nonsense fails the future with an {@link
 * io.github.asyncioctl.IoctlException} (13, ERROR_INVALID_DATA). Durations and addresses are
 * Java's; where a structure counts in another unit, the type says which values it can tell apart.
 *
 * <p>Each constant tells since which Windows it is there and on which sockets ({@link
 * io.github.asyncioctl.Ioctl#since()}, {@link io.github.asyncioctl.Ioctl#sockets()}). Every code,
 * whether it is here or not, is in {@link io.github.asyncioctl.ControlCodes} as a number; a code of
 * your own is made with {@link io.github.asyncioctl.Ioctl#of}.
 */
@NullMarked
package io.github.asyncioctl.codes;

import org.jspecify.annotations.NullMarked;
