// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Run;

/** A program that takes both ways by itself, in turns, and prints what came of it. */
record OneRun(String group, Supplier<Run> run, Reader reader) implements Experiment {
    private static final Pattern RECEIVE =
            Pattern.compile("(\\d+ bytes, \\d+ waiting): recvmmsg ([\\d.]+) ns, onload_zc_recv ([\\d.]+) ns, .*");
    private static final Pattern SEND = Pattern.compile("(\\S.*\\S) +(\\d+) ns ([\\d.]+)");

    /** What a line tells; the name is empty where it tells nothing. */
    interface Reader {
        Map<String, Pair> read(String line);
    }

    /** Lines of receive_speed. */
    static Map<String, Pair> received(String line) {
        Matcher told = RECEIVE.matcher(line);
        return told.matches() ? Map.of(told.group(1), new Pair(number(told, 2), number(told, 3))) : Map.of();
    }

    /** Lines of send_speed, which has several ways and a speed beside each; of {@code ways} only. */
    static Map<String, Pair> sent(String line, List<String> ways, String what) {
        Matcher told = SEND.matcher(line);
        return told.matches() && ways.contains(told.group(1))
                ? Map.of(told.group(1) + ", " + what, new Pair(number(told, 2) * number(told, 3), number(told, 2)))
                : Map.of();
    }

    @Override
    public Map<String, Pair> round(boolean plainFirst) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        Stream<String> lines = run.get().outcome().succeeded().out().stream();
        lines.map(reader::read).forEach(pairs::putAll);
        return pairs;
    }

    private static double number(Matcher told, int group) {
        return Double.parseDouble(told.group(group));
    }
}
