// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** A libc that lacks an interposed call: that call is not supported, the others work, and nobody aborts. */
@ShippedLibrariesOnly("a sanitizer needs all of libc")
class IncompleteLibcIT {
    private static final List<String> CALLS = List.of(
            "setsockopt",
            "getsockopt",
            "send",
            "sendto",
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
            "ioctl",
            "syscall",
            "prctl");

    static List<String> calls() {
        return CALLS;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void onlyTheMissingCallFails(String missing, @TempDir Path directory) throws IOException {
        LibcCopy.without(missing, directory);
        Outcome outcome = CProgram.of("context")
                .linkedToOnload()
                .in(Mode.STUB)
                .environment("LD_LIBRARY_PATH", directory + ":" + InstallTree.libraries())
                .arguments("main")
                .outcome()
                .succeeded();
        assertEquals(List.of("-1 ENOSYS"), outcome.facts(missing + ":"));
        CALLS.stream().filter(call -> !call.equals(missing)).forEach(call -> assertWorks(call, outcome));
        assertEquals(List.of("0 untouched"), outcome.facts("onload_is_present:"));
    }

    private static void assertWorks(String call, Outcome outcome) {
        List<String> answers = outcome.facts(call + ":");
        assertEquals(1, answers.size());
        assertFalse(answers.get(0).startsWith("-1"), outcome::toString);
    }
}
