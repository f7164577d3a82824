// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.artifact.ElfFile.Segment;
import org.lkos.conformance.artifact.ElfFile.Symbol;
import org.lkos.conformance.harness.InstallTree;

/** Symbols, segments and the dynamic section. */
class LibraryFileIT {
    private static final Pattern GLIBC = Pattern.compile("@GLIBC_2\\.(\\d+)(\\.\\d+)?");
    private static final int NEWEST_OF_GLIBC_2 = 17;

    private static final Set<String> LIBC_CALLS = Set.of("setsockopt", "getsockopt", "recvmsg", "recvmmsg");

    private static final Set<String> ONLOAD_CALLS = Set.of(
            "onload_is_present",
            "onload_fd_stat",
            "onload_socket_nonaccel",
            "onload_move_fd",
            "onload_set_stackname",
            "onload_stackname_save",
            "onload_stackname_restore",
            "onload_stack_opt_reset",
            "onload_stack_opt_set_int",
            "onload_stack_opt_set_str",
            "onload_stack_opt_get_int",
            "onload_stack_opt_get_str",
            "onload_ordered_epoll_wait");

    @ParameterizedTest
    @EnumSource
    void exportsExactlyWhatItsScriptLists(ShippedLibrary library) {
        assertEquals(library.listedExports(), library.elf().exports());
    }

    @ParameterizedTest
    @EnumSource
    void exportsEveryOnloadCall(ShippedLibrary library) {
        assertTrue(library.elf().exports().containsAll(ONLOAD_CALLS));
    }

    @Test
    void preloadStandsInFrontOfLibc() {
        assertTrue(ShippedLibrary.PRELOAD.elf().exports().containsAll(LIBC_CALLS));
    }

    /** What is not exported costs nothing: receive filters are led to by other ways, once there is one. */
    @Test
    void preloadDoesNotStandInFrontOfPlainReads() {
        assertEquals(
                List.of(),
                ShippedLibrary.PRELOAD.elf().exports().stream()
                        .filter(name -> name.matches("_*(recv|recvfrom|read|readv|preadv2?|poll|close)(_chk)?"))
                        .toList());
    }

    @Test
    void extensionsDoNotStandInFrontOfLibc() {
        assertEquals(
                List.of(),
                ShippedLibrary.EXTENSIONS.elf().exports().stream()
                        .filter(name -> !name.matches("(onload|oo)_.*"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void needsLibcAlone(ShippedLibrary library) {
        assertEquals(List.of("Shared library: [libc.so.6]"), library.elf().tags("NEEDED"));
    }

    /** Each other one would have to be there before us, and to be older than the oldest libc that is promised. */
    @ParameterizedTest
    @EnumSource
    void importsExactlyWhatItHasTo(ShippedLibrary library) {
        assertEquals(
                library.imports(),
                library.elf().imports().stream().map(Symbol::name).collect(Collectors.toSet()));
    }

    /** 2.17, of 2012, which README names; so are all versions of symbols on arm64. */
    @ParameterizedTest
    @EnumSource
    void runsOnOldLibcs(ShippedLibrary library) {
        List<String> newer = library.elf().imports().stream()
                .filter(symbol -> !isMark(symbol) && !isOfLibcUpTo217(symbol.version()))
                .map(symbol -> symbol.name() + symbol.version())
                .toList();
        assertEquals(List.of(), newer);
    }

    private static boolean isOfLibcUpTo217(String version) {
        Matcher numbers = GLIBC.matcher(version);
        return numbers.matches() && Integer.parseInt(numbers.group(1)) <= NEWEST_OF_GLIBC_2;
    }

    /** By which libonload_ext knows a preloaded copy; there need not be one. */
    private static boolean isMark(Symbol symbol) {
        return symbol.name().equals("lkos_present");
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTeaVMsRunTimeIsLinked(ShippedLibrary library) {
        List<String> names = library.elf().names();
        assertTrue(names.size() > ONLOAD_CALLS.size());
        assertEquals(
                List.of(),
                names.stream().filter(name -> name.contains("teavm_")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void relocationsAreReadOnlyBeforeMain(ShippedLibrary library) {
        ElfFile elf = library.elf();
        assertTrue(elf.segments().stream().anyMatch(segment -> segment.type().equals("GNU_RELRO")));
        assertTrue(elf.tags("FLAGS").toString().contains("BIND_NOW")
                || elf.tags("FLAGS_1").toString().contains("NOW"));
        assertEquals(List.of(), elf.tags("TEXTREL"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWritableAndExecutable(ShippedLibrary library) {
        List<Segment> segments = library.elf().segments();
        assertTrue(segments.contains(new Segment("GNU_STACK", "RW ")), segments::toString);
        assertEquals(
                List.of(),
                segments.stream()
                        .filter(segment -> segment.flags().matches(".WE"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void looksNowhereForOtherLibraries(ShippedLibrary library) {
        assertEquals(List.of(), library.elf().tags("RPATH"));
        assertEquals(List.of(), library.elf().tags("RUNPATH"));
    }

    @Test
    void noOtherLibraryIsShipped() throws IOException {
        try (Stream<Path> files = Files.walk(InstallTree.root())) {
            assertEquals(
                    Stream.of(ShippedLibrary.values()).map(ShippedLibrary::path).collect(Collectors.toSet()),
                    files.filter(file -> file.getFileName().toString().matches(".*\\.so(\\..*)?"))
                            .filter(file -> !Files.isSymbolicLink(file))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void extensionsAreFoundByTheNameOnloadUses() {
        assertEquals(
                List.of("Library soname: [libonload_ext.so.1]"),
                ShippedLibrary.EXTENSIONS.elf().tags("SONAME"));
    }
}
