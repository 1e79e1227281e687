package io.github.asyncioctl.integrations

import io.github.asyncioctl.codes.Ioctls
import io.github.asyncioctl.watch.LocalAddress
import io.github.asyncioctl.watch.Watch
import io.github.asyncioctl.watch.Watches
import io.github.asyncioctl.windows.Waits
import io.github.asyncioctl.windows.Wine
import java.net.InetAddress
import java.net.StandardProtocolFamily
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test

/** Operations in coroutines, watches as Flow. */
class CoroutinesTest : IntegrationTest() {
  // snippet: kotlinAwait
  suspend fun addresses(): List<InetAddress> =
    io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_QUERY).await()

  suspend fun changesWithin(millis: Long): Boolean =
    withTimeoutOrNull(millis) { // cancels the operation
      io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE).await()
      true
    } ?: false
  // end

  // snippet: kotlinFlow
  fun states(watch: Watch<LocalAddress>): Flow<Set<LocalAddress>> =
    watch.asFlow().map { it.current() }
  // end

  @Test
  fun anOperationIsAwaited() {
    assertThat(runBlocking { addresses() }).isNotEmpty()
  }

  @Test
  fun aTimeoutCancelsTheOperation() {
    assertThat(runBlocking { changesWithin(100) }).isFalse()
    Waits.untilNothingPends(io)
  }

  @Test
  fun aWatchIsAFlow() {
    assumeTrue(Wine.isTestbed(), "only the test bed's addresses are changed")
    val seen = LinkedBlockingQueue<String>()
    fun next() = seen.poll(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)
    Watches.addresses(io, StandardProtocolFamily.INET).use { watch ->
      runBlocking {
        val collecting =
          launch(Dispatchers.IO) { states(watch).collect { seen.add(it.toString()) } }
        assertThat(next()).contains("10.77.0.1")
        Wine.shell("ip addr add 10.78.7.1/24 dev v1", Waits.BOUND)
        assertThat(next()).contains("10.78.7.1")
        Wine.shell("ip addr del 10.78.7.1/24 dev v1", Waits.BOUND)
        assertThat(next()).doesNotContain("10.78.7.1")
        collecting.cancel()
      }
      Waits.untilNothingPends(io)
    }
  }
}
