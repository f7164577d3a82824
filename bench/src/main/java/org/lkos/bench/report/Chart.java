// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows of bars or of intervals above one scale, as SVG. */
final class Chart {
    private static final int LEFT = 330;
    private static final int WIDTH = 520;
    private static final int RIGHT = 70;
    private static final int ROW = 20;
    private static final int TOP = 26;

    private final StringBuilder shapes = new StringBuilder();
    private final Scale scale;
    private int rows;

    private Chart(double first, double last) {
        scale = new Scale(first, last, LEFT, WIDTH);
    }

    /** A number, one it was not to exceed and one to compare it with; the last two may be null. */
    record Bar(String label, double number, Integer budget, Integer other) {}

    /** A number and between which it lies. */
    record Span(String label, double low, double number, double high) {}

    /** Bars from 0. */
    static String ofBars(String heading, List<Bar> bars) {
        double most = bars.stream()
                .flatMap(bar -> Stream.of(bar.number, asDouble(bar.budget), asDouble(bar.other)))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        Chart chart = new Chart(0, Math.max(most, 1));
        bars.forEach(chart::draw);
        return chart.svg(heading);
    }

    /** Intervals, with a line where the ratio is 1. */
    static String ofSpans(String heading, List<Span> spans) {
        double low = spans.stream().mapToDouble(Span::low).min().orElse(1);
        double high = spans.stream().mapToDouble(Span::high).max().orElse(1);
        Chart chart = new Chart(Math.min(low, 0.95), Math.max(high, 1.05));
        spans.forEach(chart::draw);
        chart.shape(
                "<line class=\"one\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>", chart.x(1), TOP, chart.bottom());
        return chart.svg(heading);
    }

    private void draw(Bar bar) {
        int y = beginRow(bar.label);
        shape(
                "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                LEFT, y + 4, x(bar.number) - LEFT, ROW - 8);
        mark("budget", bar.budget, y);
        mark("other", bar.other, y);
        shape("<text x=\"%d\" y=\"%d\">%s</text>", LEFT + WIDTH + 8, y + 14, number(bar.number));
    }

    private void mark(String kind, Integer number, int y) {
        if (number != null) {
            shape(
                    "<line class=\"%s\" x1=\"%.1f\" x2=\"%2$.1f\" y1=\"%d\" y2=\"%d\"/>",
                    kind, x(number), y + 2, y + ROW - 2);
        }
    }

    private void draw(Span span) {
        int y = beginRow(span.label) + ROW / 2;
        shape("<line class=\"span\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%3$d\"/>", x(span.low), x(span.high), y);
        shape("<circle class=\"bar\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", x(span.number), y);
        shape("<text x=\"%d\" y=\"%d\">%.3f</text>", LEFT + WIDTH + 8, y + 4, span.number);
    }

    private int beginRow(String label) {
        int y = bottom();
        rows++;
        shape("<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 8, y + 14, Html.escaped(label));
        return y;
    }

    private String svg(String heading) {
        StringBuilder axis = new StringBuilder();
        for (double mark : scale.marks()) {
            axis.append(filled(
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%1$.1f\" y1=\"%d\" y2=\"%d\"/>", x(mark), TOP, bottom()));
            axis.append(
                    filled("<text class=\"mark\" x=\"%.1f\" y=\"%d\">%s</text>", x(mark), bottom() + 16, number(mark)));
        }
        int width = LEFT + WIDTH + RIGHT;
        int height = bottom() + 24;
        return filled(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" height=\"%2$d\">",
                        width, height)
                + filled("<text class=\"title\" x=\"0\" y=\"16\">%s</text>", Html.escaped(heading))
                + axis + shapes + "</svg>\n";
    }

    private int bottom() {
        return TOP + rows * ROW;
    }

    private double x(double number) {
        return scale.position(number);
    }

    private void shape(String format, Object... values) {
        shapes.append(filled(format, values));
    }

    private static String filled(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }

    private static Double asDouble(Integer number) {
        return number == null ? null : Double.valueOf(number);
    }

    /** Without digits that say nothing. */
    static String number(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceFirst("\\.?0+$", "");
    }
}
