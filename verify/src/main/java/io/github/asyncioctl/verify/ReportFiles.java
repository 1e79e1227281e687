package io.github.asyncioctl.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a report: one for programs, one for people. */
final class ReportFiles {
  static final String NAME = "asyncioctl-verify-report";

  private final Path folder;

  ReportFiles(Path folder) {
    this.folder = folder;
  }

  /** Overwrites both. */
  void write(Report report) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(path(".json"), report.json());
    Files.writeString(path(".txt"), report.text());
  }

  Path path(String ending) {
    return folder.resolve(NAME + ending);
  }
}
