// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.opentest4j.AssertionFailedError;

/** The same program prints the same lines and ends the same way, bare and preloaded. */
public final class Transparency {
    private Transparency() {}

    /** Runs {@code program} in both worlds and compares. */
    public static void assertTransparent(CProgram program, Object... arguments) {
        Outcome bare = program.in(Mode.BARE).arguments(arguments).outcome().succeeded();
        Outcome preloaded = program.in(Mode.STUB).arguments(arguments).outcome();
        assertSame(bare, preloaded);
    }

    /** Compares two outcomes line by line; the first difference is the message. */
    public static void assertSame(Outcome bare, Outcome preloaded) {
        assertFalse(bare.out().isEmpty(), () -> "proves nothing, for it prints nothing: " + bare);
        assertSameLines(bare.out(), preloaded.out(), preloaded);
        if (bare.status() != preloaded.status()) {
            throw new AssertionFailedError("exit status differs\n" + preloaded, bare.status(), preloaded.status());
        }
    }

    private static void assertSameLines(List<String> bare, List<String> preloaded, Outcome context) {
        int lines = Math.max(bare.size(), preloaded.size());
        for (int i = 0; i < lines; i++) {
            String expected = line(bare, i);
            String actual = line(preloaded, i);
            if (!expected.equals(actual)) {
                String where = "line " + (i + 1) + " of " + context.command() + ", status " + context.status();
                throw new AssertionFailedError(where + "\nbare:      " + expected + "\npreloaded: " + actual);
            }
        }
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(nothing more)";
    }
}
