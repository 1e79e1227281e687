package io.github.asyncioctl.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code Render CSV FOLDER}: renders performance.md, its CSV and its charts into a folder. */
public final class Render {
  private Render() {}

  /** Arguments: the CSV, and the folder, whose performance.md need not be there yet. */
  public static void main(String[] arguments) throws IOException {
    Path csv = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Results results = Results.read(csv);
    Charts.render(results, folder.resolve("charts"));
    PerformancePage.render(results, folder.resolve("performance.md"));
    results.write(folder.resolve("performance.csv"));
    System.out.println("rendered: " + folder.resolve("performance.md"));
  }
}
