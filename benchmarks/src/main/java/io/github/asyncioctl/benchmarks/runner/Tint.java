package io.github.asyncioctl.benchmarks.runner;

import java.awt.Color;
import java.util.Locale;

/** What the charts draw with: each tint is one colour on a light page and one on a dark page. */
enum Tint {
  INK("#1f2328", "#e6edf3", 11),
  QUIET("#59636e", "#9198a1", 12),
  GRID("#d8dee4", "#30363d", 13),
  OURS("#0b62d6", "#58a6ff", 14),
  OURS_DIRECT("#79b8ff", "#1f6feb", 15),
  OURS_TYPED("#8250df", "#a371f7", 16),
  C("#424a53", "#b1bac4", 17),
  C_WAITERS("#6e7781", "#8b949e", 18),
  C_REGISTER("#afb8c1", "#57606a", 19),
  GO("#0f9d94", "#39c5bb", 20),
  JAVA("#d9730d", "#f0883e", 21),
  JAVA_REGISTER("#f2b880", "#9e5a1f", 22),
  JAVA_INTERFACE("#9a4a00", "#ffc48a", 23),
  OTHER("#d0d7de", "#484f58", 24);

  final String onLight;
  final String onDark;

  private final int number;

  Tint(String onLight, String onDark, int number) {
    this.onLight = onLight;
    this.onDark = onDark;
    this.number = number;
  }

  /** The name of its CSS variable. */
  String variable() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A colour that stands for it until the picture is written. */
  Color placeholder() {
    return new Color(201, 7, number);
  }

  /** How an SVG generator writes that colour. */
  String written() {
    Color color = placeholder();
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }
}
