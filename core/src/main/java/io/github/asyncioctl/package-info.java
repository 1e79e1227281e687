/**
 * Asynchronous socket IOCTLs on Windows, in five minutes.
 *
 * <h2>What it is for</h2>
 *
 * An <em>IOCTL</em> is a request to a socket that is neither a read nor a write. A number, the
 * <em>control code</em>, selects the request. It takes some bytes and returns some bytes. Some
 * IOCTLs complete at once ("how many bytes can I read?"). Others complete when something happens
 * ("tell me when an address of this machine changes"). {@link io.github.asyncioctl.AsyncIoctl}
 * issues them on any JDK socket and returns a {@link java.util.concurrent.CompletableFuture}:
 *
 * <pre>{@code
 * try (AsyncIoctl io = AsyncIoctl.open();
 *     AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
 *     DatagramChannel ipv4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
 *   channel.connect(server).get();
 *   int waiting = io.ioctlAsync(channel, FIONREAD, null).join().getInt();
 *   System.out.println(waiting + " bytes to read");
 *
 *   io.ioctlAsync(ipv4, SIO_ADDRESS_LIST_CHANGE, null) // pends until an IPv4 address changes
 *       .thenCompose(changed -> io.ioctlAsync(ipv4, SIO_ADDRESS_LIST_QUERY, null))
 *       .thenAccept(list -> System.out.println("changed: " + list.getInt() + " addresses now"))
 *       .join();
 * }
 * }</pre>
 *
 * <h2>The types</h2>
 *
 * <ul>
 *   <li>{@link io.github.asyncioctl.AsyncIoctl} is the engine. One is enough for a program: a
 *       single thread waits for any number of operations.
 *   <li>{@link io.github.asyncioctl.Ioctl} is a control code with Java types. {@link
 *       io.github.asyncioctl.codes.Ioctls} has those of Windows; your own take a few lines. A code
 *       without types is an {@code int}: {@link io.github.asyncioctl.ControlCodes}.
 *   <li>{@link io.github.asyncioctl.SocketHandle} represents a socket that is not the JDK's, and
 *       gives you the handle of one that is.
 *   <li>{@link io.github.asyncioctl.OverlappedCall} describes any other call that takes an
 *       OVERLAPPED.
 *   <li>{@link io.github.asyncioctl.IoctlException} reports what the system refused.
 * </ul>
 *
 * <h2>Why not simply call WSAIoctl?</h2>
 *
 * An <em>overlapped</em> call may continue after it has returned. When the operation ends, the
 * kernel writes into an OVERLAPPED structure and into your buffers, and queues a packet to the
 * socket's <em>completion port</em>. A socket has one port for life. The JDK's asynchronous
 * channels belong to the JDK's port, which would receive the completion of a call that the JDK did
 * not make. The operations of this library use an event whose handle has its low-order bit set: the
 * kernel queues no packet, and a thread can wait for the event. Their memory is native. The library
 * keeps it until the kernel is done with it, whatever happens to the future.
 *
 * <h2>Rules worth knowing</h2>
 *
 * <ul>
 *   <li>A code that completes at once is issued on your thread. A code that may pend is issued by
 *       the engine, because Windows cancels the pending operations of a thread that ends.
 *   <li>Completing a future in any way ({@code cancel}, {@code orTimeout}) asks the kernel to
 *       cancel the operation. Cancelling a dependent future does not.
 *   <li>The call copies its input. Each answer is a new little-endian buffer.
 *   <li>{@code close()} completes every future.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl;

import org.jspecify.annotations.NullMarked;
