// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What users are told is what there is: functions, options and variables, in the manual page and in the README. */
class ManualIT {
    private static final String MANUAL = "docs/man/lkos.7";
    private static final String LAUNCHER = "launcher/src/main/sh/onload";

    @Test
    void manualIsWellFormed() {
        Machine.needsTool("mandoc");
        // Below a warning are remarks on pages that this machine may lack.
        Outcome mandoc = new Run(List.of("mandoc", "-T", "lint", "-W", "warning"))
                .arguments(Repository.ROOT.resolve(MANUAL))
                .outcome();
        assertEquals(List.of(), mandoc.out());
        assertEquals(0, mandoc.status(), mandoc::toString);
    }

    @Test
    void exportedFunctionsAreDeclared() throws IOException {
        assertEquals(exportedFunctions(), declaredFunctions());
    }

    @Test
    void exportedFunctionsAreInTheManual() throws IOException {
        assertEquals(exportedFunctions(), Repository.names("Fn (onload_\\w+)", manual().replace(", Fn", "\nFn")));
    }

    @Test
    void exportedFunctionsAreInTheReadme() throws IOException {
        assertContains(Repository.read("README.md"), exportedFunctions());
    }

    @Test
    void optionsAreInTheManual() throws IOException {
        Set<String> options = Repository.names("^  (?:-\\w, )?(--\\w+)", Repository.read(LAUNCHER));
        assertFalse(options.isEmpty());
        assertEquals(options, Repository.names("^\\.It.* Fl (--?\\w+)", manual().replace("Fl -", "Fl --")));
    }

    @Test
    void variablesAreInTheManualAndInTheReadme() throws IOException {
        Set<String> variables = new TreeSet<>();
        for (var file : Repository.files()) {
            if (file.startsWith(Repository.ROOT.resolve("native/src/main"))) {
                variables.addAll(Repository.names("\\\\\"(LKOS_\\w+)\\\\\"", Files.readString(file)));
            }
        }
        assertFalse(variables.isEmpty());
        assertEquals(variables, Repository.names("^\\.It Ev (LKOS_\\w+)", manual()));
        assertContains(Repository.read("README.md"), variables);
    }

    private static String manual() throws IOException {
        return Repository.read(MANUAL);
    }

    private static Set<String> exportedFunctions() throws IOException {
        return Repository.names("^ *(onload_\\w+);", Repository.read("native/link/libonload_ext.map"));
    }

    private static Set<String> declaredFunctions() throws IOException {
        return Repository.names("^extern .*?(onload_\\w+)\\(", Repository.read("native/include/onload/extensions.h"));
    }

    private static void assertContains(String text, Set<String> names) {
        assertEquals(
                List.of(),
                names.stream().filter(name -> !text.contains('`' + name + '`')).toList());
    }
}
