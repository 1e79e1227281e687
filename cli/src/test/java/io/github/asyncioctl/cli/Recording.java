package io.github.asyncioctl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a terminal has shown, with its colours; docs/command-line.md has pictures of them. */
enum Recording {
  /** On the test bed. */
  SELFTEST("asyncioctl selftest", "selftest; list addresses; list interfaces"),
  /** On any system. */
  MISTAKES("Mistakes", "lst; tcpinfo localhost; watch --for soon; watch -4 network"),
  /** On the test bed, while an address comes and goes. */
  WATCH("asyncioctl watch", "watch -4 --count 3");

  private final String title;

  /** One after the other, separated by semicolons. */
  private final String commands;

  Recording(String title, String commands) {
    this.title = title;
    this.commands = commands;
  }

  /** Runs the commands, each behind a prompt, as in a terminal with colours. */
  String record() {
    return record(new ByteArrayOutputStream());
  }

  /** The same with a look at what has been shown so far. */
  String record(ByteArrayOutputStream shown) {
    try (PrintStream screen = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      for (String command : commands.split("; ", -1)) {
        screen.println("> asyncioctl " + command);
        Terminal terminal = new Terminal(Run.output(shown), screen, Style.COLOURED, Style.COLOURED);
        int unused = Main.run(command.split(" "), terminal, new Stop(), SystemTcpInfo::new);
      }
    }
    return shown.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  String picture(String recorded) {
    return TerminalPicture.of(title, recorded);
  }

  String read() throws IOException {
    return Files.readString(file()).replace("\r\n", "\n");
  }

  Path file() {
    return Page.root().resolve("cli/src/test/recordings/" + fileName() + ".txt");
  }

  Path pictureFile() {
    return Page.root().resolve("docs/pictures/terminal-" + fileName() + ".svg");
  }

  private String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
