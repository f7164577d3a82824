// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.abi.Reference.OnloadFunction;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The symbols of each library are those of Onload's, neither fewer nor more. */
class SymbolsIT {
    @ParameterizedTest
    @ValueSource(strings = {"libonload_ext.so.1.2.0", "libonload_ext.so.2.0.0"})
    void extensionsExportTheFunctionsAndTheVersion(String library) {
        assertEquals(functionsAnd("onload_ext_version"), defined("--dynamic", library));
    }

    @ParameterizedTest
    @ValueSource(strings = {"liblkos.so", "libonload.so"})
    void preloadExportsTheSameBesideLibcsCalls(String library) {
        SortedSet<String> exported = defined("--dynamic", library);
        exported.removeIf(name -> !name.matches("(onload|oo)_\\w+"));
        assertEquals(functionsAnd("onload_lib_ext_version"), exported);
    }

    @Test
    void archiveDefinesTheFunctionsAlone() {
        assertEquals(functionsAnd(), defined("--extern-only", "libonload_ext.a"));
    }

    @Test
    void archiveAsksForLittle() {
        assertEquals(
                Set.of("U __errno_location", "U epoll_wait", "U socket", "U write", "w dlsym"),
                Set.copyOf(nm("--undefined-only", "libonload_ext.a").stream()
                        .map(line -> line.replaceAll(" +", " ").strip())
                        .filter(line -> line.matches("[Uw] .*"))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "liblkos.so, onload_lib_ext_version, 1",
        "libonload.so, onload_lib_ext_version, 1",
        "lkos/emulate/libonload.so, onload_lib_ext_version, 1",
        "libonload_ext.so.1.2.0, onload_ext_version, 1",
        "libonload_ext.so.2.0.0, onload_ext_version, 2"
    })
    void versionIsThreeNumbers(String library, String symbol, int major) {
        int[] version = NativeLibrary.getInstance(file(library).toString())
                .getGlobalVariableAddress(symbol)
                .getIntArray(0, 3);
        assertEquals(major == 1 ? "[1, 2, 0]" : "[2, 0, 0]", Arrays.toString(version));
        assertTrue(
                nm("--dynamic", "--print-size", library).stream()
                        .anyMatch(line -> line.matches("\\p{XDigit}+ 0{14}0c [DR] " + symbol)),
                symbol);
    }

    @Test
    void emulatingLibraryExportsItsReleaseAsWell() {
        SortedSet<String> exported = defined("--dynamic", "lkos/emulate/libonload.so");
        exported.removeIf(name -> !name.matches("(onload|oo)_\\w+"));
        assertEquals(functionsAnd("onload_lib_ext_version", "onload_version"), exported);
    }

    @Test
    void nothingSaysThatOnloadCarriesTheSockets() {
        for (String library : List.of("liblkos.so", "libonload.so", "libonload_ext.so.1.2.0")) {
            assertTrue(!defined("--dynamic", library).contains("onload_version"), library);
        }
    }

    @Test
    void librariesAreFilesAndLinksAsOnloadsAre() {
        assertTrue(Files.isRegularFile(file("libonload.so"), LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.isRegularFile(file("libonload_ext.so.1.2.0"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("libonload_ext.so.1.2.0", target("libonload_ext.so.1"));
        assertEquals("libonload_ext.so.2.0.0", target("libonload_ext.so.2"));
        assertEquals("libonload_ext.so.1", target("libonload_ext.so"));
    }

    private static String target(String link) {
        return new Run(List.of("readlink", file(link).toString()))
                .outcome()
                .succeeded()
                .out()
                .get(0);
    }

    private static SortedSet<String> functionsAnd(String... data) {
        SortedSet<String> names = new TreeSet<>(List.of(data));
        Reference.functions().stream().map(OnloadFunction::name).forEach(names::add);
        return names;
    }

    private static SortedSet<String> defined(String symbols, String library) {
        return nm(symbols, "--defined-only", library).stream()
                .filter(line -> line.matches("\\p{XDigit}+ [TDR] \\w+"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(toCollection(TreeSet::new));
    }

    private static List<String> nm(String... optionsAndLibrary) {
        Machine.needsTool("nm");
        int last = optionsAndLibrary.length - 1;
        return new Run(List.of("nm"))
                .arguments((Object[]) Arrays.copyOf(optionsAndLibrary, last))
                .arguments(file(optionsAndLibrary[last]))
                .outcome()
                .succeeded()
                .out();
    }

    private static Path file(String library) {
        return InstallTree.libraries().resolve(library);
    }
}
