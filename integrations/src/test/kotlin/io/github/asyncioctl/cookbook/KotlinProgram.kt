package io.github.asyncioctl.cookbook

// snippet: cookKotlin
import io.github.asyncioctl.AsyncIoctl
import io.github.asyncioctl.codes.Ioctls
import java.net.StandardProtocolFamily
import java.nio.channels.DatagramChannel
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull

/** Waits up to a minute for a change of this machine's IPv4 addresses. */
fun main(): Unit = runBlocking {
  AsyncIoctl.open().use { io -> println(if (changesWithin(io, 60_000)) "changed" else "quiet") }
}

suspend fun changesWithin(io: AsyncIoctl, millis: Long): Boolean =
  DatagramChannel.open(StandardProtocolFamily.INET).use { channel ->
    withTimeoutOrNull(millis) { // cancels the operation
      io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE).await()
      true
    } ?: false
  }
// end
