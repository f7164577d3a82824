// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** System calls that programs make, in all their threads and children, counted by strace. */
final class Strace {
    private static final Pattern ROW = Pattern.compile(" *(\\d+) +(\\w+)");
    private static final String TOTAL = "total";
    private static final int FEW = 2;
    private static final int MANY = 12;

    private Strace() {}

    /** Skips where nothing can be traced. */
    static void needed() {
        Machine.needsTool("strace");
        boolean traces =
                new Run(List.of("strace", "-o", "/dev/null", "true")).outcome().status() == 0;
        assumeTrue(traces, "no process may be traced");
    }

    /** How often {@value #MANY} rounds of {@code loop} make each call, beyond how often {@value #FEW} make it. */
    static Map<String, Long> ofManyRounds(Loop loop, Mode mode) {
        Map<String, Long> calls = count(loop.times(MANY, mode));
        count(loop.times(FEW, mode)).forEach((name, fewer) -> calls.merge(name, -fewer, Long::sum));
        calls.values().removeIf(count -> count == 0);
        return calls;
    }

    /** How often {@code run} makes each call. */
    static Map<String, Long> count(Run run) {
        try {
            Path table = Files.createTempFile("lkos", ".strace");
            run.under("strace", "-f", "-c", "-U", "calls,name", "-o", table.toString())
                    .outcome()
                    .succeeded();
            Map<String, Long> calls = read(table);
            Files.delete(table);
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> read(Path table) throws IOException {
        Map<String, Long> calls = new TreeMap<>();
        for (String line : Files.readAllLines(table)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && !row.group(2).equals(TOTAL)) {
                calls.put(row.group(2), Long.valueOf(row.group(1)));
            }
        }
        return calls;
    }
}
