// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/**
 * Instructions that programs run in user space, counted by callgrind: the same number each time, however busy the machine
 * is. Programs that fork are not for it.
 */
final class Callgrind {
    private static final int ROUNDS = 100;
    private static final Pattern NAME = Pattern.compile("desc: Trigger: Client Request: (.*)");
    private static final Pattern COUNT = Pattern.compile("totals: (\\d+)");

    private Callgrind() {}

    /** Instructions of a round of each loop that {@code loop} has, by its name. */
    static Map<String, Double> ofRounds(Loop loop, Mode mode) {
        return perRound(dumps(loop.times(ROUNDS, mode), List.of()));
    }

    /** The same of what the program marks in each round. */
    static Map<String, Double> ofMarkedPieces(Loop loop, Mode mode) {
        return perRound(dumps(loop.times(ROUNDS, mode), List.of("--collect-atstart=no")));
    }

    /** All that {@code run} does, from the dynamic linker's first instruction on. */
    static long ofProgram(Run run) {
        return dumps(run, List.of()).values().stream().reduce(0L, Long::sum);
    }

    private static Map<String, Double> perRound(Map<String, Long> dumps) {
        Map<String, Double> rounds = new LinkedHashMap<>();
        dumps.forEach((name, count) -> rounds.put(name, (double) count / ROUNDS));
        return rounds;
    }

    private static Map<String, Long> dumps(Run run, List<String> options) {
        try {
            Path file = Files.createTempFile("lkos", ".callgrind");
            List<String> command = new ArrayList<>(
                    List.of("valgrind", "--tool=callgrind", "--combine-dumps=yes", "--callgrind-out-file=" + file));
            command.addAll(options);
            run.under(command.toArray(String[]::new)).outcome().succeeded();
            Map<String, Long> dumps = read(file);
            Files.delete(file);
            return dumps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the name of each; the last, of the end of the program, has none. */
    private static Map<String, Long> read(Path file) throws IOException {
        Map<String, Long> dumps = new LinkedHashMap<>();
        String name = "";
        for (String line : Files.readAllLines(file)) {
            Matcher named = NAME.matcher(line);
            Matcher counted = COUNT.matcher(line);
            if (named.matches()) {
                name = named.group(1);
            } else if (counted.matches()) {
                dumps.merge(name, Long.valueOf(counted.group(1)), Long::sum);
                name = "";
            }
        }
        return dumps;
    }
}
