// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** A libc that lacks an interposed call: that call is not supported, the others work, and nobody aborts. */
class IncompleteLibcIT {
    private static final List<String> CALLS = List.of(
            "setsockopt",
            "getsockopt",
            "sendmsg",
            "sendmmsg",
            "recvmsg",
            "recvmmsg",
            "accept",
            "accept4",
            "dup",
            "dup2",
            "dup3",
            "fcntl",
            "fcntl64",
            "prctl");

    static List<String> calls() {
        return CALLS;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void onlyTheMissingCallFails(String missing) {
        Outcome outcome = withoutSymbol(missing);
        List<String> others = new ArrayList<>(CALLS);
        others.remove(missing);
        assertEquals(List.of("-1 ENOSYS"), outcome.facts(missing + ":"));
        for (String other : others) {
            assertEquals(1, outcome.facts(other + ":").size());
            assertEquals(0, count(outcome.facts(other + ":"), "-1 "), outcome::toString);
        }
        assertEquals(List.of("0 untouched"), outcome.facts("onload_is_present:"));
    }

    private static long count(List<String> facts, String prefix) {
        return facts.stream().filter(fact -> fact.startsWith(prefix)).count();
    }

    private static Outcome withoutSymbol(String name) {
        Path hiding =
                CProgram.library("hide_symbol", "-DHIDDEN=\"" + name + "\"").file();
        return CProgram.of("context")
                .linkedToOnload()
                .in(Mode.STUB)
                .preloading(InstallTree.library(), hiding)
                .arguments("main")
                .outcome()
                .succeeded();
    }
}
