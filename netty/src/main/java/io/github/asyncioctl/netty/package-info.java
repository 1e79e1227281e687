/**
 * Socket IOCTLs on Netty's channels. With this module on the class path or module path every method
 * of {@link io.github.asyncioctl.AsyncIoctl} that takes a socket takes a channel of Netty's NIO
 * transport, and {@link io.github.asyncioctl.netty.NettyFutures} makes a Netty future of what it
 * returns.
 */
@NullMarked
package io.github.asyncioctl.netty;

import org.jspecify.annotations.NullMarked;
