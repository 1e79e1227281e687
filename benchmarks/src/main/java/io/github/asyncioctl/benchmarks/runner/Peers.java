package io.github.asyncioctl.benchmarks.runner;

import io.github.asyncioctl.benchmarks.jmh.JmhPeer;
import io.github.asyncioctl.benchmarks.peers.JavaPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that start peers, and which of them this machine lacks. */
final class Peers {
  /** A heap of fixed size that is touched at the start: what grows then is native memory. */
  private static final List<String> JVM =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:-PrintWarnings");

  private final Path folder;

  /**
   * @param folder where {@code setup} has put the native programs
   */
  Peers(Path folder) {
    this.folder = folder;
  }

  /** Why a variant cannot run here; empty if it can. */
  Optional<String> missing(String variant) {
    Optional<Path> program = nativeProgram(variant);
    return program.isPresent() && !Files.exists(program.get())
        ? Optional.of(program.get() + " is not there; benchmarks/setup makes it")
        : Optional.empty();
  }

  List<String> command(Job job) {
    List<String> command = new ArrayList<>();
    Optional<Path> program = nativeProgram(job.variant());
    if (program.isPresent()) {
      command.add(program.get().toString());
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(JVM);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      Class<?> main = job.variant().equals("engine") ? JmhPeer.class : JavaPeer.class;
      command.add(main.getName());
    }
    command.add(job.variant());
    command.addAll(job.cases());
    return command;
  }

  private Optional<Path> nativeProgram(String variant) {
    if (variant.startsWith("c-")) {
      return Optional.of(folder.resolve("peer.exe"));
    }
    return variant.equals("go") ? Optional.of(folder.resolve("peer-go.exe")) : Optional.empty();
  }
}
