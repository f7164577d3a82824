// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.abi.Reference.OnloadFunction;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;

/** The headers declare Onload's functions, each as the reference has it, alone and all together. */
class FunctionsIT {
    private static final Pattern DECLARED = Pattern.compile("^extern .*?(\\w+)\\(", Pattern.MULTILINE);

    @Test
    void referenceHasTheNumbersOfOnload() {
        List<OnloadFunction> functions = Reference.functions();
        assertEquals(45, functions.size());
        assertEquals(11, in(Reference.HISTORIC).size());
        assertEquals(1, in(Reference.NONE).size());
    }

    @ParameterizedTest
    @MethodSource("headers")
    void headerDeclaresExactlyItsFunctions(String header) throws IOException {
        String text = Files.readString(InstallTree.headers().resolve("onload/" + header));
        TreeSet<String> declared = new TreeSet<>();
        DECLARED.matcher(text).results().forEach(match -> declared.add(match.group(1)));
        assertEquals(new TreeSet<>(in(header).stream().map(OnloadFunction::name).toList()), declared);
    }

    /** A second declaration that differs from the first does not compile. */
    @ParameterizedTest
    @EnumSource
    void prototypesAreTheReferences(Toolchain toolchain, @TempDir Path place) throws IOException {
        StringBuilder source = new StringBuilder();
        headers().forEach(header -> source.append("#include <onload/" + header + ">\n"));
        source.append("#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
        headers()
                .flatMap(header -> in(header).stream())
                .forEach(function -> source.append("extern " + function.prototype() + ";\n"));
        source.append("#ifdef __cplusplus\n}\n#endif\n");
        Outcome outcome = toolchain.check(place, source.toString());
        assertEquals(0, outcome.status(), outcome::toString);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void headersCompileTogether(String compiler, String dialect, @TempDir Path place) throws IOException {
        List<String> order = new ArrayList<>(headers().toList());
        for (int i = 0; i < order.size(); i++) {
            order.add(order.remove(0));
            StringBuilder source = new StringBuilder();
            order.forEach(header -> source.append("#include <onload/" + header + ">\n"));
            source.append("int something;\n");
            Outcome outcome = Toolchain.valueOf(compiler)
                    .check(place, source.toString(), "-std=" + dialect, "-U_GNU_SOURCE", "-pedantic-errors");
            assertEquals(0, outcome.status(), outcome::toString);
        }
    }

    static Stream<Arguments> dialects() {
        return Stream.concat(
                Stream.of("c90", "c99", "c11", "c17").map(dialect -> Arguments.of("C", dialect)),
                Stream.of("c++98", "c++11", "c++14", "c++17", "c++20").map(dialect -> Arguments.of("CXX", dialect)));
    }

    @Test
    void delegatedSendsCanBeDataOnly(@TempDir Path place) throws IOException {
        String source = """
                #define ONLOAD_INCLUDE_DS_DATA_ONLY
                #include <onload/extensions.h>
                struct onload_delegated_send data;
                static int onload_delegated_send_prepare, onload_delegated_send_tcp_update;
                int *used[] = {&onload_delegated_send_prepare, &onload_delegated_send_tcp_update};
                """;
        Outcome outcome = Toolchain.C.check(place, source);
        assertEquals(0, outcome.status(), outcome::toString);
    }

    @Test
    void inlineFunctionsKeepPacketHeadersRight() {
        List<String> facts = CProgram.of("delegated_headers")
                .in(Mode.BARE)
                .outcome()
                .succeeded()
                .out();
        assertEquals(
                List.of(
                        "pushed length 1500 flags 0x5d sequence 0x55555555 windows 3000 2000 1000 changed 3",
                        "not pushed length 256 flags 0x55 sequence 0x55555555 windows 3000 2000 1000 changed 2",
                        "advanced length 256 flags 0x55 sequence 0xcb windows 2796 1796 796 changed 6"),
                facts);
    }

    static Stream<String> headers() {
        return Reference.functions().stream()
                .map(OnloadFunction::header)
                .filter(header -> !header.equals(Reference.NONE))
                .distinct();
    }

    private static List<OnloadFunction> in(String header) {
        return Reference.functions().stream()
                .filter(function -> function.header().equals(header))
                .toList();
    }
}
