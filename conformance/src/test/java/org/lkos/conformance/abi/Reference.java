// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tables of what Onload's interface is, in a form of our own that each table explains at its top. */
final class Reference {
    /** In place of a header: no header has the function. */
    static final String NONE = "no header";

    /** The header of the functions that only Onload 8 has. */
    static final String HISTORIC = "extensions_zc_hlrx.h";

    private Reference() {}

    /** A function, the header that declares it, and what it answers where there is no Onload and where LKOS is preloaded. */
    record OnloadFunction(String header, String prototype, String answer, String answerPreloaded) {
        /** Whether a preloaded library does something else than to say that there is no Onload. */
        boolean isEmulated() {
            return !answer.equals(answerPreloaded);
        }

        /** Whether it deals in structures that Onload 8.0.0 had in another form. */
        boolean takesIovecs() {
            return prototype.matches(".* onload_(zc_(alloc_buffers|recv|send)|set_recv_filter)\\(.*");
        }

        String name() {
            return prototype.replaceAll("\\(.*", "").replaceAll(".*\\W", "");
        }
    }

    /** Something that a compiler can compute, and what comes out. */
    record Value(String expression, String number) {}

    static List<OnloadFunction> functions() {
        List<OnloadFunction> functions = new ArrayList<>();
        String header = NONE;
        for (String line : lines("functions.txt").toList()) {
            String[] parts = line.split(" -> ");
            if (parts.length == 1) {
                header = line;
            } else {
                functions.add(new OnloadFunction(header, parts[0], parts[1], parts[parts.length - 1]));
            }
        }
        return functions;
    }

    /** Every size, alignment, offset and constant. */
    static List<Value> values() {
        List<Value> values = new ArrayList<>();
        String[] group = {};
        for (String line : lines("types.txt").toList()) {
            String[] words = line.strip().split(" ");
            if (line.startsWith(" ")) {
                values.addAll(member(group, words));
            } else {
                group = words;
                values.addAll(type(words));
            }
        }
        return values;
    }

    /** The names of a kind: struct, enum, macro or type. */
    static List<String> names(String kind) {
        return lines("types.txt")
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    static List<String> enumerators() {
        return lines("types.txt")
                .filter(line -> line.startsWith("  ONLOAD_"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
    }

    private static List<Value> type(String... words) {
        String name = words[0].equals("type") || words[0].equals("macro") ? words[1] : words[0] + " " + words[1];
        return switch (words[0]) {
            case "macro" -> List.of(new Value(name, words[2]));
            case "struct" ->
                List.of(new Value("sizeof(" + name + ")", words[2]), new Value("__alignof__(" + name + ")", words[3]));
            default -> List.of(new Value("sizeof(" + name + ")", words[2]));
        };
    }

    private static List<Value> member(String[] group, String... words) {
        if (group[0].equals("enum")) {
            return List.of(new Value(words[0], words[1]));
        }
        String type = group[0] + " " + group[1];
        return List.of(
                new Value("__builtin_offsetof(" + type + ", " + words[0] + ")", words[1]),
                new Value("sizeof(((" + type + " *)0)->" + words[0] + ")", words[2]));
    }

    private static Stream<String> lines(String table) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Reference.class.getResourceAsStream("/abi/" + table), UTF_8))) {
            return Arrays.stream(reader.lines().toArray(String[]::new))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
