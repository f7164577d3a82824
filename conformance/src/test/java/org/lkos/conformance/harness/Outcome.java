// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** What a finished process left: its exit status and its lines. */
public record Outcome(String command, int status, List<String> out, List<String> err) {
    /** The status of a process that was killed for exceeding its time limit. */
    public static final int TIMED_OUT = -1;

    /** The status of an application that this machine cannot run. */
    private static final int UNAVAILABLE = 77;

    /** A process killed by signal n ends with this plus n. */
    public static final int SIGNALLED = 128;

    /** This outcome; skips where the application ended for the lack of something. */
    public Outcome available() {
        assumeTrue(status != UNAVAILABLE, () -> String.join("", out));
        return this;
    }

    /** This outcome, after making sure that the program itself was content. */
    public Outcome succeeded() {
        assertEquals(0, status, this::toString);
        return this;
    }

    /** The lines that begin with {@code prefix}, without it. */
    public List<String> facts(String prefix) {
        return out.stream()
                .filter(line -> line.startsWith(prefix + " "))
                .map(line -> line.substring(prefix.length() + 1))
                .toList();
    }

    @Override
    public String toString() {
        return command + " ended with " + (status == TIMED_OUT ? "its time limit" : "status " + status)
                + section("stdout", out) + section("stderr", err);
    }

    private static String section(String title, List<String> lines) {
        return lines.isEmpty() ? "" : "\n--- " + title + "\n" + String.join("\n", lines);
    }
}
