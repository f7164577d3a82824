// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lkos.bench.clock.Comparison;
import org.lkos.bench.count.CallCost;
import org.lkos.bench.count.LoadCost;
import org.lkos.bench.count.OnloadCallCost;

/** What was measured, a table for each kind of figure. */
final class Tables {
    private Tables() {}

    static List<Table> of(Figures figures) {
        return List.of(
                table(
                        "Instructions added to a call, of a batch to 64 messages",
                        "call, on, stub, emulating, budget, older C stub",
                        figures.calls(),
                        Tables::row),
                table("Instructions of Onload's calls", "call, stub, emulating", figures.onloadCalls(), Tables::row),
                table(
                        "Added by loading",
                        "library, instructions, relocations, exports, system calls, private KiB, mallocs, descriptors,"
                                + " threads",
                        figures.loading(),
                        Tables::row),
                table(
                        "Time, medians of rounds, and the ratio with its 95 % interval",
                        "compared, of, first, second, ratio, from, to, rounds", figures.comparisons(), Tables::row));
    }

    private static <T> Table table(String heading, String columns, List<T> figures, Function<T, List<String>> row) {
        List<String> head = List.of(columns.split(", "));
        return new Table(
                heading,
                Stream.concat(Stream.of(head), figures.stream().map(row)).toList());
    }

    private static List<String> row(CallCost cost) {
        return List.of(
                cost.call(),
                cost.condition(),
                Chart.number(cost.stub()),
                Chart.number(cost.emulating()),
                orNothing(cost.budget()),
                orNothing(cost.olderStub()));
    }

    private static List<String> row(OnloadCallCost cost) {
        return List.of(cost.call(), Chart.number(cost.stub()), Chart.number(cost.emulating()));
    }

    private static List<String> row(LoadCost cost) {
        Stream<Long> numbers = Stream.of(
                cost.instructions(),
                cost.relocations(),
                cost.exports(),
                cost.systemCalls(),
                cost.privateKib(),
                cost.allocations(),
                cost.descriptors(),
                cost.threads());
        return Stream.concat(Stream.of(cost.variant()), numbers.map(String::valueOf))
                .toList();
    }

    private static List<String> row(Comparison one) {
        return List.of(
                one.group(),
                one.name(),
                String.format(Locale.ROOT, "%.0f ns", one.plainNanos()),
                String.format(Locale.ROOT, "%.0f ns", one.otherNanos()),
                ratio(one.ratio().median()),
                ratio(one.ratio().low()),
                ratio(one.ratio().high()),
                String.valueOf(one.rounds()));
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String orNothing(Integer number) {
        return number == null ? "" : number.toString();
    }
}
