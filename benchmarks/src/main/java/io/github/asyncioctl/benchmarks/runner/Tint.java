package io.github.asyncioctl.benchmarks.runner;

import java.awt.Color;
import java.util.Locale;

/** What the charts draw with: each tint is one colour on a light page and one on a dark page. */
enum Tint {
  INK("#1f2328", "#e6edf3"),
  QUIET("#59636e", "#9198a1"),
  GRID("#d8dee4", "#30363d"),
  OURS("#0b62d6", "#58a6ff"),
  OURS_DIRECT("#79b8ff", "#1f6feb"),
  C("#424a53", "#b1bac4"),
  OTHER_C("#afb8c1", "#57606a"),
  GO("#0f9d94", "#39c5bb"),
  JAVA("#d9730d", "#f0883e"),
  OTHER_JAVA("#f2b880", "#9e5a1f");

  final String onLight;
  final String onDark;

  Tint(String onLight, String onDark) {
    this.onLight = onLight;
    this.onDark = onDark;
  }

  /** The name of its CSS variable. */
  String variable() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A colour that stands for it until the picture is written. */
  Color placeholder() {
    return new Color(201, 7, 11 + ordinal());
  }

  /** How an SVG generator writes that colour. */
  String written() {
    Color color = placeholder();
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }
}
