/**
 * Asynchronous socket IOCTLs on Windows, in five minutes.
 *
 * <h2>What it is for</h2>
 *
 * An <em>IOCTL</em> asks a socket something, or tells it something, that is neither reading nor
 * writing: a number that says what (the <em>control code</em>), some bytes in, some bytes out. Some
 * are answered at once ("how much is there to read?"), some when something happens ("tell me when
 * an address of this machine changes"). {@link io.github.asyncioctl.AsyncIoctl} issues them on any
 * socket of the JDK and answers with a {@link java.util.concurrent.CompletableFuture}:
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
 *   <li>{@link io.github.asyncioctl.AsyncIoctl} is the engine. One is enough for a program; it has
 *       one thread that waits, for any number of operations.
 *   <li>{@link io.github.asyncioctl.Ioctl} is a control code with Java types. {@link
 *       io.github.asyncioctl.codes.Ioctls} has the system's; others take a few lines. A code
 *       without types is an {@code int}: {@link io.github.asyncioctl.ControlCodes}.
 *   <li>{@link io.github.asyncioctl.SocketHandle} stands for a socket that is not the JDK's, and
 *       tells the handle of one that is.
 *   <li>{@link io.github.asyncioctl.OverlappedCall} is any other call that takes an OVERLAPPED.
 *   <li>{@link io.github.asyncioctl.IoctlException} is what the system refuses.
 * </ul>
 *
 * <h2>Why not simply call WSAIoctl?</h2>
 *
 * A call that may go on after it has returned is <em>overlapped</em>: the kernel writes into an
 * OVERLAPPED structure and into your buffers when it ends, and tells the <em>completion port</em>
 * of the socket. A socket has one port for life, and the JDK's channels belong to the JDK's, which
 * would get the news of a call that it did not make. The operations of this library have an event
 * whose handle has its low-order bit set: then no port is told, and the event can be waited for.
 * Their memory is native and is kept until the kernel is done with it, whatever becomes of the
 * future.
 *
 * <h2>Rules worth knowing</h2>
 *
 * <ul>
 *   <li>What completes at once is called on your thread; what may pend is called by the engine,
 *       because Windows cancels what a thread has pending when the thread ends.
 *   <li>Completing a future in any way ({@code cancel}, {@code orTimeout}) asks the kernel to
 *       cancel. Cancelling a dependent of it does not.
 *   <li>Inputs are copied at the call; answers are fresh little-endian buffers.
 *   <li>{@code close()} ends every future.
 * </ul>
 */
@NullMarked
package io.github.asyncioctl;

import org.jspecify.annotations.NullMarked;
