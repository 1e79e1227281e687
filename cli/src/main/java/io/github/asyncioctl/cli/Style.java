package io.github.asyncioctl.cli;

import picocli.CommandLine.Help.Ansi;

/** Emphasis for people: colours if the terminal shows them, otherwise plain text. */
enum Style {
  /** For files, pipes, JSON and terminals that cannot do better. */
  PLAIN(Ansi.OFF),
  /** With the escape sequences of ECMA-48 ("ANSI"). */
  COLOURED(Ansi.ON);

  @SuppressWarnings("ImmutableEnumChecker") // an enum of picocli's
  private final Ansi ansi;

  Style(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The colours of picocli's help. */
  Ansi ansi() {
    return ansi;
  }

  String good(String text) {
    return paint(text, Ansi.Style.fg_green);
  }

  String bad(String text) {
    return paint(text, Ansi.Style.fg_red);
  }

  String careful(String text) {
    return paint(text, Ansi.Style.fg_yellow);
  }

  String heading(String text) {
    return paint(text, Ansi.Style.bold);
  }

  String figure(String text) {
    return paint(text, Ansi.Style.fg_cyan);
  }

  private String paint(String text, Ansi.Style style) {
    return ansi.enabled() ? style.on() + text + Ansi.Style.reset.off() : text;
  }
}
