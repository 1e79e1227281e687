package io.github.asyncioctl.world;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Jars for JVMs that take nothing else. */
final class Jars {
  private Jars() {}

  /** An agent without content: its class is on the class path. */
  static Path ofAgent(Path jar, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", agent.getName());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.finish();
    }
    return jar;
  }

  /** The class path of this JVM with a jar in the place of each folder. */
  static String ofClassPath(Path folder) throws IOException {
    StringJoiner path = new StringJoiner(File.pathSeparator);
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path element = Path.of(each);
      path.add(
          Files.isDirectory(element)
              ? ofFolder(folder.resolve("classes-" + path.length() + ".jar"), element).toString()
              : each);
    }
    return path.toString();
  }

  private static Path ofFolder(Path jar, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(folder)) {
      files = walked.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
