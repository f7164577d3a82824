// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** What users are told is what there is: functions, options and variables, in the manual pages and in the README. */
class ManualIT {
    private static final String MANUAL = "docs/man/lkos.7";
    private static final String LAUNCHER_MANUAL = "docs/man/onload.8";
    private static final String FUNCTIONS = "docs/man/onload_ext.3";
    private static final String LAUNCHER = "launcher/src/main/sh/onload";

    @ParameterizedTest
    @ValueSource(strings = {MANUAL, LAUNCHER_MANUAL, FUNCTIONS})
    void manualIsWellFormed(String page) {
        Machine.needsTool("mandoc");
        // Below a warning are remarks on pages that this machine may lack.
        Outcome mandoc = new Run(List.of("mandoc", "-T", "lint", "-W", "warning"))
                .arguments(Repository.ROOT.resolve(page))
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
        Set<String> functions = Repository.names("Fn (onload_\\w+)", Repository.read(FUNCTIONS));
        functions.removeAll(inlineFunctions());
        assertEquals(exportedFunctions(), functions);
    }

    @Test
    void exportedFunctionsAreInTheReadme() throws IOException {
        assertContains(Repository.read("README.md"), exportedFunctions());
    }

    @Test
    void optionsAreInTheManualOfTheLauncher() throws IOException {
        Set<String> options = Repository.names("^  (?:-\\w, )?--?(\\w[\\w-]*)", Repository.read(LAUNCHER));
        assertFalse(options.isEmpty());
        assertEquals(
                options, Repository.names("^\\.It Fl (?:\\w , Fl )?-?(\\w[\\w-]*)", Repository.read(LAUNCHER_MANUAL)));
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
        return Repository.names("^ *(onload_\\w+);$", Repository.read("native/link/libonload_ext.map"));
    }

    private static Set<String> declaredFunctions() throws IOException {
        return Repository.names("^extern .*?(onload_\\w+)\\(", headers());
    }

    private static Set<String> inlineFunctions() throws IOException {
        return Repository.names("^static __inline__ .*?(onload_\\w+)\\(", headers());
    }

    private static String headers() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("native/include/onload"))) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static void assertContains(String text, Set<String> names) {
        assertEquals(
                List.of(),
                names.stream().filter(name -> !text.contains('`' + name + '`')).toList());
    }
}
