package io.github.asyncioctl.benchmarks.runner;

import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A line for each way of waiting over the number of operations, on logarithmic axes. */
final class LineDrawing {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;

  private LineDrawing() {}

  static void write(Results results, Charts.Chart chart, Path file) throws IOException {
    Svg.write(draw(results, chart), WIDTH, HEIGHT, chart.title(), file);
  }

  static JFreeChart draw(Results results, Charts.Chart chart) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer();
    for (String variant : chart.variants()) {
      XYSeries series = new XYSeries(Variants.title(variant));
      for (String name : chart.names()) {
        results
            .find(name, variant, chart.metric())
            .ifPresent(
                summary ->
                    series.add(
                        Integer.parseInt(name.substring(name.indexOf('-') + 1)),
                        summary.median() / chart.divisor()));
      }
      if (!series.isEmpty()) {
        int index = data.getSeriesCount();
        lines.setSeriesPaint(index, Variants.tint(variant).placeholder());
        lines.setSeriesStroke(index, new BasicStroke(2));
        data.addSeries(series);
      }
    }
    JFreeChart drawing = ChartFactory.createXYLineChart(null, null, null, data);
    BarDrawing.style(drawing, chart.title());
    XYPlot plot = drawing.getXYPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Tint.GRID.placeholder());
    plot.setRangeGridlinePaint(Tint.GRID.placeholder());
    plot.setDomainAxis(axis("pending operations, logarithmic"));
    plot.setRangeAxis(axis("ms, logarithmic"));
    plot.setRenderer(lines);
    LegendTitle legend = drawing.getLegend();
    legend.setItemFont(BarDrawing.WORDS);
    legend.setItemPaint(Tint.INK.placeholder());
    legend.setBackgroundPaint(null);
    legend.setFrame(BlockBorder.NONE);
    return drawing;
  }

  private static LogAxis axis(String label) {
    LogAxis axis = new LogAxis(label);
    axis.setBase(10);
    axis.setTickUnit(new NumberTickUnit(1)); // a power of ten
    axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
    axis.setLabelFont(BarDrawing.WORDS);
    axis.setLabelPaint(Tint.QUIET.placeholder());
    axis.setTickLabelFont(BarDrawing.WORDS);
    axis.setTickLabelPaint(Tint.QUIET.placeholder());
    axis.setAxisLinePaint(Tint.GRID.placeholder());
    axis.setTickMarkPaint(Tint.GRID.placeholder());
    axis.setMinorTickMarksVisible(false);
    return axis;
  }
}
