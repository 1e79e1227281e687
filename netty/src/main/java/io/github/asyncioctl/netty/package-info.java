/**
 * Socket IOCTLs on Netty channels. With this module on the class path or module path, every method
 * of {@link io.github.asyncioctl.AsyncIoctl} that takes a socket also takes a channel of Netty's
 * NIO transport. {@link io.github.asyncioctl.netty.NettyFutures} converts the returned future to a
 * Netty future.
 */
@NullMarked
package io.github.asyncioctl.netty;

import org.jspecify.annotations.NullMarked;
