/**
 * Asynchronous socket IOCTLs on Windows: {@link io.github.asyncioctl.AsyncIoctl} issues a control
 * code on any of the JDK's sockets and answers with a {@link
 * java.util.concurrent.CompletableFuture}.
 *
 * <p>The operations are overlapped calls whose event is tagged, so that their completion goes to
 * this library and not to the completion port that the JDK has bound the socket to. One thread
 * waits for any number of them.
 */
@NullMarked
package io.github.asyncioctl;

import org.jspecify.annotations.NullMarked;
