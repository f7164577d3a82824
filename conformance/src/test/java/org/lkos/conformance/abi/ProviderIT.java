// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** libonload_ext leads to whoever provides Onload's functions, with all arguments and the whole result. */
class ProviderIT {
    private static final List<String> PROVIDED = List.of("present 4712", "oob 0x500000005", "errno 0");
    private static final List<String> OWN = List.of("present 0", "oob 0xffffffffffffffda", "errno 0");

    @TempDir
    Path place;

    @ParameterizedTest
    @EnumSource(names = {"ARCHIVE", "ARCHIVE_RDYNAMIC", "ARCHIVE_AND_SHARED", "SHARED"})
    void programLeadsToAnyProvider(Linkage linkage) {
        assertTwice(PROVIDED, run(linkage, provider()));
    }

    @Test
    void archiveTakesAVersionThatIncludesItsOwn() {
        assertTwice(PROVIDED, run(Linkage.ARCHIVE, provider("-DMINOR=3")));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "0, 9", "1, 1"})
    void archiveLeavesAnotherVersionAloneAndSaysSoOnce(int major, int minor) {
        Outcome outcome = run(Linkage.ARCHIVE, provider("-DMAJOR=" + major, "-DMINOR=" + minor));
        assertTwice(OWN, outcome);
        assertEquals(1, outcome.err().size(), outcome::toString);
        assertTrue(outcome.err().get(0).startsWith("libonload_ext: ERROR: "), outcome::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANDLE", "HANDLE_AND_ARCHIVE"})
    void handleLeadsToAPreloadedCopy(Linkage linkage) {
        assertTwice(PROVIDED, run(linkage, provider("-DAS_LKOS")));
    }

    @Test
    void handleLeadsToNoOtherLibrary() {
        assertTwice(OWN, run(Linkage.HANDLE, provider()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ARCHIVE", "ARCHIVE_RDYNAMIC", "ARCHIVE_AND_SHARED", "SHARED", "HANDLE", "HANDLE_AND_ARCHIVE"})
    void answersByItselfWithoutAProvider(Linkage linkage) {
        Outcome outcome = run(linkage);
        assertTwice(OWN, outcome);
        assertEquals(List.of(), outcome.err());
    }

    private Outcome run(Linkage linkage, Path... providers) {
        Path program = Toolchain.C.build(place.resolve("program"), "provided", linkage.options());
        return new Run(program, List.of(providers)).outcome().succeeded();
    }

    private Path provider(Object... options) {
        Object[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "-shared";
        all[options.length + 1] = "-fPIC";
        return Toolchain.C.build(place.resolve("libprovider.so"), "provider", all);
    }

    private static void assertTwice(List<String> lines, Outcome outcome) {
        assertEquals(Stream.concat(lines.stream(), lines.stream()).toList(), outcome.out());
    }
}
