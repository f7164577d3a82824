// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.abi.Reference.Value;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;

/** Every structure, enumeration and macro of the headers is Onload's, to the byte, and there are no others. */
class TypesIT {
    private static final String INCLUDES = """
            #include <onload/extensions.h>
            #include <onload/extensions_zc.h>
            #include <onload/extensions_zc_hlrx.h>
            """;

    @ParameterizedTest
    @EnumSource
    void sizesOffsetsAndValuesAreTheReferences(Toolchain toolchain, @TempDir Path place) throws IOException {
        List<Value> values = Reference.values();
        StringBuilder source = new StringBuilder(INCLUDES + "void check(void);\nvoid check(void)\n{\n");
        for (int i = 0; i < values.size(); i++) {
            source.append(comparison(i, values.get(i)));
        }
        List<String> messages =
                toolchain.check(place, source.append("}\n").toString()).err();
        assertEquals(List.of(), messages);
    }

    /** Compiles to nothing if the two are equal, and otherwise not at all. */
    private static String comparison(int number, Value value) {
        String told = (value.expression() + " is not " + value.number()).replace("\"", "");
        return """
                    extern void fail%1$d(void) __attribute__((error("%2$s")));
                    if ((unsigned long)(%3$s) != %4$sul)
                        fail%1$d();
                """.formatted(number, told, value.expression(), value.number());
    }

    @Test
    void bitFieldsHaveTheReferencesBytes() {
        List<String> bytes =
                CProgram.of("bit_fields").in(Mode.BARE).outcome().succeeded().out();
        assertEquals(List.of("onload_zc_iovec bc 9a 78 56 34 12 f0 ef", "onload_timestamp ef cd ab 81"), bytes);
    }

    @Test
    void nothingElseIsDefined() throws IOException {
        List<String> structs = new ArrayList<>(Reference.names("struct"));
        structs.remove("msghdr");
        assertEquals(sorted(structs), defined("struct (\\w+) \\{"));
        assertEquals(sorted(Reference.names("enum")), defined("enum (\\w+) \\{"));
        assertEquals(sorted(Reference.enumerators()), defined(" +(ONLOAD_\\w+) = .*"));
        assertEquals(sorted(Reference.names("type")), defined("typedef [^*]*\\*(\\w+).*"));
        assertEquals(sorted(Reference.names("macro")), defined("# *define (?!__)(\\w+) .*"));
    }

    private static SortedSet<String> defined(String pattern) throws IOException {
        try (Stream<Path> headers = Files.list(InstallTree.headers().resolve("onload"))) {
            String text = headers.sorted().map(TypesIT::read).collect(joining());
            return Pattern.compile("^" + pattern, Pattern.MULTILINE)
                    .matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedSet<String> sorted(Collection<String> names) {
        return new TreeSet<>(names);
    }
}
