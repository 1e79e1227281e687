package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  /** There is no thread to be had, and the future completes all the same. */
  @Test
  void withoutAThreadTheFutureCompletesWhereItIs() {
    Deliveries deliveries =
        new Deliveries(
            null,
            task -> {
              throw new OutOfMemoryError("no thread");
            });
    Operation<ByteBuffer> operation = new Operation<>(null, null, 0, null, 0, Form.RAW);
    operation.fail(new IOException("its outcome"));
    deliveries.deliver(operation);
    assertThat(operation.future).isCompletedExceptionally();
  }
}
