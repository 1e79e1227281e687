/**
 * Datagrams with the address that they were sent to, on datagram sockets of the JDK.
 *
 * <p>A server on a wildcard address has many addresses, and the JDK does not report which of them a
 * datagram was sent to. {@link io.github.asyncioctl.datagram.Datagrams} does:
 *
 * <pre>{@code
 * ReceivedDatagram question = Datagrams.receiveAsync(io, channel).get();
 * System.out.println(question.source() + " asked " + question.destination().orElseThrow());
 * }</pre>
 *
 * <ul>
 *   <li>A {@link io.github.asyncioctl.datagram.ReceivedDatagram} has the data, its source, its
 *       destination, the interface, the hop limit and the traffic class.
 *   <li>{@link io.github.asyncioctl.datagram.Datagrams#receiveAsync()} receives one datagram,
 *       {@link io.github.asyncioctl.datagram.Datagrams#publisher} receives all of them, with
 *       back-pressure.
 *   <li>Each datagram goes to one receiver: one of this package, or the JDK's own. It is not
 *       specified which, so let only one of them receive on a socket at a time.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl.datagram;

import org.jspecify.annotations.NullMarked;
