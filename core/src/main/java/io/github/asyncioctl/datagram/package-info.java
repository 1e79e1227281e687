/**
 * Datagrams with where they were sent to, on datagram sockets of the JDK.
 *
 * <p>A server on a wildcard address has many addresses, and the JDK does not say at which of them a
 * datagram arrived. {@link io.github.asyncioctl.datagram.Datagrams} does:
 *
 * <pre>{@code
 * ReceivedDatagram question = Datagrams.receiveAsync(io, channel).get();
 * System.out.println(question.source() + " asked " + question.destination().orElseThrow());
 * }</pre>
 *
 * <ul>
 *   <li>A {@link io.github.asyncioctl.datagram.ReceivedDatagram} has the data, its source, its
 *       destination, the interface, the hop limit and the traffic class.
 *   <li>{@link io.github.asyncioctl.datagram.Datagrams#receiveAsync()} receives one, {@link
 *       io.github.asyncioctl.datagram.Datagrams#publisher} all of them, with back-pressure.
 *   <li>Each datagram goes to one receiver: one of this package, or the JDK's own. Which one is not
 *       specified, so only one of them should receive on a socket at a time.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl.datagram;

import org.jspecify.annotations.NullMarked;
