package io.github.asyncioctl.benchmarks.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects lines: a process that prints a figure several times counts with its median. */
final class Samples {
  private final Map<Key, List<Double>> rounds = new LinkedHashMap<>();

  /** Adds what one process has printed. */
  void add(List<Line> lines) {
    Map<Key, List<Double>> ofProcess = new LinkedHashMap<>();
    for (Line line : lines) {
      ofProcess.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line.value());
    }
    ofProcess.forEach(
        (key, values) ->
            rounds.computeIfAbsent(key, any -> new ArrayList<>()).add(Summary.medianOf(values)));
  }

  Results results(Map<String, String> environment) {
    Map<Key, Summary> summaries = new LinkedHashMap<>();
    rounds.forEach((key, values) -> summaries.put(key, Summary.of(values)));
    return new Results(environment, summaries);
  }
}
