package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.jfr.Recorded;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which number goes where in a recording. */
class RecordsTest {
  @TempDir Path folder;

  private final EngineParts parts = new EngineParts();
  private final Records records = parts.shared.records;

  @Test
  void eachNumberIsInItsField() throws Exception {
    parts.counters.pending.set(4);
    parts.counters.retain(5, 50);
    try (Recorded recorded = new Recorded(folder)) {
      records.batch(Recorder.beginBatch(), 1, 2, 3);
      records.batch(null, 1, 2, 3);
      records.engine("moved", parts.counters);
      assertThat(recorded.events("WaiterBatch"))
          .singleElement()
          .satisfies(
              batch -> {
                assertThat(batch.getString("engine")).isEqualTo("parts");
                assertThat(batch.getInt("commands")).isEqualTo(1);
                assertThat(batch.getInt("completions")).isEqualTo(2);
                assertThat(batch.getInt("inFlight")).isEqualTo(3);
              });
      assertThat(recorded.events("Engine"))
          .singleElement()
          .satisfies(
              moment -> {
                assertThat(moment.getString("engine")).isEqualTo("parts");
                assertThat(moment.getString("moment")).isEqualTo("moved");
                assertThat(moment.getInt("pending")).isEqualTo(4);
                assertThat(moment.getInt("retained")).isEqualTo(5);
              });
    }
    assertThat(parts.workers.takeOne()).as("nothing to tell of").isNull();
  }
}
