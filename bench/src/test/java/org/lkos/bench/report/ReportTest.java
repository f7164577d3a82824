// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.bench.clock.Comparison;
import org.lkos.bench.clock.Interval;
import org.lkos.bench.count.CallCost;
import org.lkos.bench.count.LoadCost;
import org.lkos.bench.count.OnloadCallCost;

/** What is printed and written. */
class ReportTest {
    private static final Figures FIGURES = new Figures(
            new Subject("quick", "2026-01-01T00:00:00Z", "1.0", "6.1", "a processor", 2, "glibc 2.36"),
            List.of(
                    new CallCost("recvmsg", "no stamps", 12, 57, 12, null),
                    new CallCost("recvmmsg", "no stamps", 276, 311, 340, 397)),
            List.of(new OnloadCallCost("onload_is_present", 16, 16)),
            List.of(new LoadCost("liblkos.so", 21_000, 65, 68, 11, 12, 0, 0, 0)),
            List.of(new Comparison("with / without", "UDP", 6540, 6610, new Interval(1.01, 0.99, 1.03), 15)));

    @TempDir
    private Path folder;

    @Test
    void theJsonHoldsAllFiguresAndNoNullOnes() throws IOException {
        new Report(FIGURES).write(folder);
        String json = Files.readString(folder.resolve("report.json"));
        assertEquals(FIGURES, Figures.ofJson(json));
        assertTrue(json.contains("\"olderStub\": 397"), json);
        assertFalse(json.contains("null"), json);
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws IOException {
        new Report(FIGURES).write(folder);
        String html = Files.readString(folder.resolve("report.html"));
        String own = html.replace("http://www.w3.org/2000/svg", "");
        assertFalse(own.contains("http") || own.contains("src=") || own.contains("<script"), own);
        assertEquals(3, html.split("<svg").length - 1);
        assertEquals(4, html.split("<table").length - 1);
    }

    @Test
    void everyFigureIsPrinted() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Report(FIGURES).print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String text = printed.toString(StandardCharsets.UTF_8);
        for (String figure : List.of("57", "340", "397", "21000", "6610 ns", "1.010", "0.990", "1.030", "quick")) {
            assertTrue(text.contains(figure), () -> figure + " is missing in\n" + text);
        }
    }
}
