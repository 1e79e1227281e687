package io.github.asyncioctl.docs;

import io.github.asyncioctl.codes.Catalogue;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.Purposes;
import io.github.asyncioctl.codes.Purposes.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table in the Javadoc of {@link Ioctls}, from the table of purposes. */
final class IoctlsJavadoc {
  private static final String BEGIN = " * <table class=\"striped\">\n";
  private static final String END = " * </table>\n";

  private IoctlsJavadoc() {}

  static Path path() {
    return Pages.root().resolve("core/src/main/java/io/github/asyncioctl/codes/Ioctls.java");
  }

  /** The source with the table that it should have. */
  static String text() {
    String source = Pages.read(path());
    int begin = source.indexOf(BEGIN);
    int end = source.indexOf(END);
    return source.substring(0, begin) + BEGIN + table() + source.substring(end);
  }

  private static String table() {
    return " *   <caption>What each is for</caption>\n"
        + " *   <thead><tr><th scope=\"col\">I want to</th><th scope=\"col\">constant</th><th"
        + " scope=\"col\">takes</th><th scope=\"col\">gives</th><th scope=\"col\">who</th><th"
        + " scope=\"col\">since</th></tr></thead>\n"
        + Purposes.byGroup().entrySet().stream()
            .map(IoctlsJavadoc::group)
            .collect(Collectors.joining());
  }

  private static String group(Map.Entry<Purposes.Group, List<Purpose>> group) {
    return " *   <tbody>\n *     <tr><th scope=\"rowgroup\" colspan=\"6\">"
        + group.getKey().title()
        + "</th></tr>\n"
        + group.getValue().stream().map(IoctlsJavadoc::row).collect(Collectors.joining())
        + " *   </tbody>\n";
  }

  private static String row(Purpose purpose) {
    Catalogue.Entry entry = purpose.entry();
    return " *     <tr><th scope=\"row\">"
        + purpose.want()
        + "</th><td>{@link "
        + declaring(entry.field())
        + "#"
        + entry.field()
        + " "
        + entry.field()
        + "}</td>"
        + cell(type(entry.input()))
        + cell(type(entry.output()))
        + cell(purpose.who())
        + cell(entry.ioctl().since())
        + "</tr>\n";
  }

  /** The interface that has the constant. */
  private static String declaring(String field) {
    try {
      return Ioctls.class.getField(field).getDeclaringClass().getSimpleName();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(String type) {
    return type.equals("Void") ? "" : "{@code " + type + "}";
  }

  private static String cell(String content) {
    return "<td>" + content + "</td>";
  }
}
