package io.github.asyncioctl.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, in order. */
final class Fields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Leaves out what is null. */
  Fields with(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Fields millis(String name, Duration value) {
    return with(name, value.toNanos() / 1e6);
  }

  Map<String, Object> map() {
    return fields;
  }
}
