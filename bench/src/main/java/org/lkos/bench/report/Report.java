// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lkos.bench.clock.Comparison;
import org.lkos.bench.count.CallCost;
import org.lkos.bench.report.Chart.Bar;
import org.lkos.bench.report.Chart.Span;

/** Figures, shown. */
public record Report(Figures figures) {
    private static final String KEY = "; red the budget, dashed the older stub in C";

    /** The tables. */
    public void print(PrintStream out) {
        out.println(Page.describe(figures.subject()));
        Tables.of(figures).forEach(table -> out.print(table.text()));
    }

    /** The JSON and the page, to files in {@code folder}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.json"), figures.json());
        Files.writeString(
                folder.resolve("report.html"), new Page(figures.subject(), charts(), Tables.of(figures)).html());
    }

    private List<String> charts() {
        List<String> charts = new ArrayList<>();
        Predicate<CallCost> batch = cost -> cost.call().contains("mmsg");
        charts.add(Chart.ofBars("Instructions added to a call" + KEY, bars(batch.negate())));
        charts.add(Chart.ofBars("Instructions added to a call for 64 messages" + KEY, bars(batch)));
        figures.comparisons().stream()
                .map(Comparison::group)
                .distinct()
                .forEach(group -> charts.add(Chart.ofSpans("Time: " + group, spans(group))));
        return charts;
    }

    private List<Bar> bars(Predicate<CallCost> wanted) {
        return figures.calls().stream()
                .filter(wanted)
                .map(cost ->
                        new Bar(cost.call() + ", " + cost.condition(), cost.stub(), cost.budget(), cost.olderStub()))
                .toList();
    }

    private List<Span> spans(String group) {
        return figures.comparisons().stream()
                .filter(one -> one.group().equals(group))
                .map(one -> new Span(
                        one.name(),
                        one.ratio().low(),
                        one.ratio().median(),
                        one.ratio().high()))
                .toList();
    }
}
