// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A heading and rows of as many cells as the first one, which names the columns; what looks like a number goes right. */
record Table(String heading, List<List<String>> rows) {
    private static final String NUMBER = "[-+]?[\\d.]+( ns)?";

    /** Rows of text, of one width each column. */
    String text() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>(List.of("", heading, ""));
        rows.forEach(row -> lines.add(line(row, widths)));
        String rule = Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  "));
        lines.add(4, rule);
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(row.get(column), widths[column]))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String padded(String cell, int width) {
        String padding = " ".repeat(width - cell.length());
        return cell.matches(NUMBER) ? padding + cell : cell + padding;
    }

    /** The same for a page. */
    String html() {
        String body = rows.stream().skip(1).map(row -> row(row, "td")).collect(Collectors.joining());
        return "<h2>" + Html.escaped(heading) + "</h2>\n<table>\n" + row(rows.get(0), "th") + body + "</table>\n";
    }

    private static String row(List<String> row, String tag) {
        return row.stream()
                .map(cell -> "<" + tag + (cell.matches(NUMBER) ? " class=\"number\"" : "") + ">" + Html.escaped(cell)
                        + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
