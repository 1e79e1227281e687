package io.github.asyncioctl.benchmarks.runner;

import java.awt.Font;
import java.awt.Paint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPosition;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.CategoryLabelWidthType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextBlockAnchor;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/** A bar for each way of waiting, with its name on the left and its figure at its end. */
final class BarDrawing {
  private static final int WIDTH = 860;
  private static final int HEAD = 46;
  private static final int ROW = 34;

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  /** Room for the text after the longest bar. */
  private static final double MARGIN = 0.22;

  /** The reader may have a font that is wider or narrower than the one of this JVM. */
  private static final CategoryLabelPositions LEFT_ALIGNED =
      CategoryLabelPositions.replaceLeftPosition(
          CategoryLabelPositions.STANDARD,
          new CategoryLabelPosition(
              RectangleAnchor.LEFT, TextBlockAnchor.CENTER_LEFT, CategoryLabelWidthType.RANGE, 1));

  private BarDrawing() {}

  static void write(Results results, Charts.Chart chart, Path file) throws IOException {
    int height = HEAD + ROW * chart.variants().size();
    Svg.write(draw(results, chart), WIDTH, height, chart.title(), file);
  }

  static JFreeChart draw(Results results, Charts.Chart chart) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    for (String variant : chart.variants()) {
      data.addValue(median(results, chart, variant).orElse(0), "", Variants.title(variant));
    }
    JFreeChart drawing =
        ChartFactory.createBarChart(
            null, null, null, data, PlotOrientation.HORIZONTAL, false, false, false);
    style(drawing, chart.title());
    CategoryPlot plot = drawing.getCategoryPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(new RectangleInsets(0, 6, 4, 0));
    CategoryAxis names = plot.getDomainAxis();
    names.setTickLabelFont(WORDS);
    names.setTickLabelPaint(Tint.INK.placeholder());
    names.setMaximumCategoryLabelWidthRatio(1);
    names.setMaximumCategoryLabelLines(1);
    names.setCategoryLabelPositions(LEFT_ALIGNED);
    names.setAxisLinePaint(Tint.GRID.placeholder());
    names.setTickMarksVisible(false);
    names.setCategoryMargin(0.3);
    names.setLowerMargin(0.03);
    names.setUpperMargin(0.03);
    NumberAxis values = (NumberAxis) plot.getRangeAxis();
    values.setVisible(false);
    values.setUpperMargin(MARGIN);
    plot.setRenderer(new Bars(results, chart));
    return drawing;
  }

  static void style(JFreeChart drawing, String title) {
    TextTitle words = new TextTitle(title, TITLE);
    words.setPaint(Tint.INK.placeholder());
    words.setHorizontalAlignment(HorizontalAlignment.LEFT);
    words.setPadding(8, 6, 8, 0);
    drawing.setTitle(words);
    drawing.setBackgroundPaint(null);
  }

  private static OptionalDouble median(Results results, Charts.Chart chart, String variant) {
    return results
        .find(chart.names().get(0), variant, chart.metric())
        .map(summary -> OptionalDouble.of(summary.median() / chart.divisor()))
        .orElse(OptionalDouble.empty());
  }

  /** The text after a bar: the figure and its ratio to C; or why there is no bar. */
  static String label(Results results, Charts.Chart chart, String variant) {
    OptionalDouble figure = median(results, chart, variant);
    if (figure.isEmpty()) {
      return Optional.ofNullable(chart.missing().get(variant)).orElse("not measured");
    }
    String text = Tables.number(figure.getAsDouble());
    OptionalDouble ratio = results.ratio(new Key(chart.names().get(0), variant, chart.metric()));
    return ratio.isPresent() && !variant.equals(Results.base(chart.names().get(0)))
        ? text + "   (×" + Tables.number(ratio.getAsDouble()) + ")"
        : text;
  }

  private static final class Bars extends BarRenderer implements CategoryItemLabelGenerator {
    private static final long serialVersionUID = 1;

    private final transient Results results;
    private final transient Charts.Chart chart;
    private final List<String> variants;

    Bars(Results results, Charts.Chart chart) {
      this.results = results;
      this.chart = chart;
      variants = List.copyOf(chart.variants());
      setBarPainter(new StandardBarPainter());
      setShadowVisible(false);
      setDrawBarOutline(false);
      setDefaultItemLabelGenerator(this);
      setDefaultItemLabelsVisible(true);
      setDefaultItemLabelFont(WORDS);
      setDefaultItemLabelPaint(Tint.QUIET.placeholder());
      setDefaultPositiveItemLabelPosition(
          new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return Variants.tint(variants.get(column)).placeholder();
    }

    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      return label(results, chart, variants.get(column));
    }

    @Override
    public String generateRowLabel(CategoryDataset data, int row) {
      return "";
    }

    @Override
    public String generateColumnLabel(CategoryDataset data, int column) {
      return variants.get(column);
    }
  }
}
