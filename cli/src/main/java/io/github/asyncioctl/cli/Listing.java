package io.github.asyncioctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One part of {@code list}, as a table and as JSON. */
record Listing(Table table, List<Map<String, Object>> objects) {
  Listing(String... heads) {
    this(new Table(heads), new ArrayList<>());
  }

  void add(Fields object, String... row) {
    objects.add(object.map());
    table.row(row);
  }
}
