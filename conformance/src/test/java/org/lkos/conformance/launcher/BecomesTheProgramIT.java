// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What the program finds, and what its caller finds, is as if it had been started itself. */
class BecomesTheProgramIT {
    /** Names the launcher uses, or shells give a meaning to. */
    private static final List<String> NAMES = List.of(
            "path",
            "file",
            "script",
            "directory",
            "unusable",
            "depth",
            "line",
            "word",
            "offset",
            "count",
            "number",
            "place",
            "rest",
            "verbose",
            "profileforce",
            "IFS");

    @EveryShell
    void pidIsKept(Shell shell) {
        List<String> pids = shell.line("echo $$; exec \"$0\" sh -c 'echo $$'", InstallTree.launcher())
                .outcome()
                .succeeded()
                .out();
        assertEquals(2, pids.size());
        assertEquals(pids.get(0), pids.get(1));
    }

    @EveryShell
    void exitStatusIsTheProgramsOwn(Shell shell) {
        assertEquals(42, shell.onload("sh", "-c", "exit 42").outcome().status());
    }

    @EveryShell
    void deathBySignalIsTheProgramsOwn(Shell shell) {
        assertEquals(
                Outcome.SIGNALLED + 15,
                shell.onload("sh", "-c", "kill -TERM $$").outcome().status());
    }

    @EveryShell
    void ignoredSignalsStayIgnored(Shell shell) {
        String line = "trap '' HUP PIPE; exec \"$@\"";
        Object[] program = {"grep", "-E", "^Sig(Blk|Ign|Cgt)", "/proc/self/status"};
        assertEquals(
                shell.line(line, "-").arguments(program).outcome().succeeded().out(),
                shell.line(line, "-", InstallTree.launcher())
                        .arguments(program)
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void argumentsArriveAsTheyAre(Shell shell) {
        assertEquals(
                List.of("<a b><><*><$x><'>"),
                shell.onload("printf", "<%s>", "a b", "", "*", "$x", "'")
                        .outcome()
                        .succeeded()
                        .out());
    }

    @EveryShell
    void nameOfTheProgramIsAsItWasTyped(Shell shell) {
        assertEquals(
                List.of("cat\0/proc/self/cmdline\0"),
                shell.onload("cat", "/proc/self/cmdline").outcome().succeeded().out());
    }

    @EveryShell
    void noDescriptorIsAdded(Shell shell) {
        Object[] program = {"ls", "/proc/self/fd"};
        assertEquals(
                shell.line("exec \"$@\"", "-")
                        .arguments(program)
                        .outcome()
                        .succeeded()
                        .out(),
                shell.onload(program).outcome().succeeded().out());
    }

    @EveryShell
    void onlyLoaderVariablesAreAdded(Shell shell) {
        Run bare = shell.line("exec env", "-");
        Run launched = shell.onload("env");
        for (String name : NAMES) {
            bare.environment(name, "of the user");
            launched.environment(name, "of the user");
        }
        assertEquals(variables(bare), variables(launched));
    }

    /** Without those that the shell itself sets for every program. */
    private static List<String> variables(Run env) {
        return env.outcome().succeeded().out().stream()
                .filter(line -> !line.matches("(LD_PRELOAD|LD_LIBRARY_PATH|_|SHLVL|PWD|OLDPWD)=.*"))
                .sorted()
                .collect(toList());
    }
}
