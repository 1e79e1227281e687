package io.github.asyncioctl.cookbook

import io.github.asyncioctl.ControlCodes
import io.github.asyncioctl.test.FakeIoctl
import io.github.asyncioctl.test.Reply
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The recipe in Kotlin, on the fake. */
class KotlinProgramTest {
  @Test
  fun aTimeoutCancelsAndAChangeIsSeen() {
    val fake = FakeIoctl()
    fake.open().use { io ->
      assertThat(runBlocking { changesWithin(io, 50) }).isFalse()
      fake.replyTo(ControlCodes.SIO_ADDRESS_LIST_CHANGE) { Reply.success() }
      assertThat(runBlocking { changesWithin(io, 20_000) }).isTrue()
      assertThat(fake.calls()).hasSize(2)
    }
  }
}
