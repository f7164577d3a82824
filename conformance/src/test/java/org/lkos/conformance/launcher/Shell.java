// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The shells that may be {@code /bin/sh} where the launcher runs. */
enum Shell {
    DASH("dash"),
    BUSYBOX("busybox", "sh"),
    BASH("bash", "--posix");

    private final List<String> command;

    Shell(String... command) {
        this.command = List.of(command);
    }

    /** The words that start it; a script and its arguments follow. Skips where there is none. */
    List<String> command() {
        Machine.needsTool(command.get(0));
        return command;
    }

    /** Each shell with each of the values. */
    static Stream<Arguments> each(Object... values) {
        return Arrays.stream(values()).flatMap(shell -> Arrays.stream(values).map(value -> arguments(shell, value)));
    }

    /** A run of the launcher by this shell. */
    Run onload(Object... arguments) {
        return run(InstallTree.launcher()).arguments(arguments);
    }

    /** A run of a script by this shell. */
    Run run(Path script) {
        return run(script.toString());
    }

    /** A run of a line of this shell's, which has {@code arguments} from $0 on. */
    Run line(String line, Object... arguments) {
        return run("-c", line).arguments(arguments);
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(command());
        all.addAll(List.of(arguments));
        return new Run(all);
    }
}
