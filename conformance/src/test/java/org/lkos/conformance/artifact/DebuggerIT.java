// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.artifact;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** A backtrace from the middle of a call leads through Java files and lines to the application. */
class DebuggerIT {
    private static final CProgram RECEIVER = CProgram.of("one_packet", "-DFLAG=0");

    @BeforeEach
    void needsDebugger() {
        Machine.needsTool("gdb");
    }

    @Test
    void backtraceShowsJavaLines() {
        List<String> frames = backtrace("__libc_recvmsg");
        assertTrue(anyMatches(frames, "#0 .*recvmsg.*"), frames::toString);
        assertTrue(anyMatches(frames, "#1 .* at \\S*org/lkos/\\S+\\.java:\\d+"), frames::toString);
        assertTrue(anyMatches(frames, "#\\d .*lkos_recvmsg .* at \\S*org/lkos/\\S+\\.java:\\d+"), frames::toString);
        assertTrue(anyMatches(frames, "#\\d .*by_recvmsg .* at .*one_packet\\.c:\\d+"), frames::toString);
    }

    private static boolean anyMatches(List<String> frames, String pattern) {
        return frames.stream().anyMatch(frame -> frame.matches(pattern));
    }

    private static List<String> backtrace(String function) {
        Outcome outcome = new Run(List.of("gdb", "-nx", "-batch"))
                .arguments("-ex", "set debuginfod enabled off", "-ex", "set startup-with-shell off")
                .arguments("-ex", "set environment LD_PRELOAD " + InstallTree.library())
                .arguments("-ex", "set breakpoint pending on", "-ex", "break " + function)
                .arguments("-ex", "run udp ipv4", "-ex", "backtrace", "-ex", "kill", RECEIVER.file())
                .outcome();
        assumeFalse(outcome.toString().contains("ptrace: Operation not permitted"), "tracing is not permitted here");
        return outcome.out().stream().filter(line -> line.startsWith("#")).toList();
    }
}
