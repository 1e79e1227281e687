/**
 * The catalogue: control codes with Java types for input and output.
 *
 * <p>{@link io.github.asyncioctl.codes.Ioctls} has the codes. The other public types are their
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
 * <p>Constructors check their arguments: a value out of range throws an {@link
 * IllegalArgumentException} before anything is issued. Decoders trust no length and no pointer in
 * an answer: if an answer cannot be decoded, the future fails with an {@link
 * io.github.asyncioctl.IoctlException} (13, ERROR_INVALID_DATA). Durations and addresses have
 * Java's types. Where a structure uses another unit, the type documents the resolution.
 *
 * <p>Each constant has the first Windows version and the kinds of sockets that support it ({@link
 * io.github.asyncioctl.Ioctl#since()}, {@link io.github.asyncioctl.Ioctl#sockets()}). {@link
 * io.github.asyncioctl.ControlCodes} has every code as a number, with or without types. {@link
 * io.github.asyncioctl.Ioctl#of} makes a code of your own.
 */
@NullMarked
package io.github.asyncioctl.codes;

import org.jspecify.annotations.NullMarked;
