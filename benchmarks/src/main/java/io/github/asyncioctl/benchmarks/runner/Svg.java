package io.github.asyncioctl.benchmarks.runner;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Writes charts as SVG that follows the reader's light or dark mode. */
final class Svg {
  private Svg() {}

  static void write(JFreeChart chart, int width, int height, String title, Path file)
      throws IOException {
    SVGGraphics2D graphics = new SVGGraphics2D(document());
    graphics.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    StringWriter text = new StringWriter();
    graphics.stream(text, false);
    Files.writeString(file, themed(text.toString(), width, height, title));
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String themed(String svg, int width, int height, String title) {
    int begin = svg.indexOf("<svg");
    int end = svg.indexOf('>', begin) + 1;
    String root =
        svg.substring(begin, end - 1)
            + " viewBox=\"0 0 %d %d\" role=\"img\">".formatted(width, height)
            + "<title>"
            + title.replace("&", "&amp;").replace("<", "&lt;")
            + "</title>\n<style>svg{"
            + variables(tint -> tint.onLight)
            + "}@media(prefers-color-scheme:dark){svg{"
            + variables(tint -> tint.onDark)
            + "}}</style>\n";
    String themed = root + svg.substring(end);
    for (Tint tint : Tint.values()) {
      themed = themed.replace("\"" + tint.written() + "\"", "\"var(" + tint.variable() + ")\"");
    }
    return themed;
  }

  private static String variables(Function<Tint, String> colour) {
    return Stream.of(Tint.values())
        .map(tint -> tint.variable() + ":" + colour.apply(tint))
        .collect(Collectors.joining(";"));
  }
}
