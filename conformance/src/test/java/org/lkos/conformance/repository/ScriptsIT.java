// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** Every script of ours is POSIX sh that shellcheck has nothing to say about. */
class ScriptsIT {
    private static final String WRAPPER_OF_MAVEN = "mvnw";

    @ParameterizedTest
    @MethodSource("scripts")
    void shellcheckIsContent(Path script) {
        Machine.needsTool("shellcheck");
        Run shellcheck = new Run(List.of("shellcheck", "--external-sources", "--source-path=" + Repository.ROOT))
                .arguments(Repository.ROOT.resolve(script));
        assertEquals(List.of(), shellcheck.outcome().out());
    }

    static Stream<Path> scripts() throws IOException {
        return Repository.files().stream()
                .filter(file -> !file.endsWith(WRAPPER_OF_MAVEN) && isScript(file))
                .map(Repository.ROOT::relativize);
    }

    private static boolean isScript(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, ISO_8859_1)) {
            return file.toString().endsWith(".sh") || "#!/bin/sh".equals(reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
