// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** A setting of a stack as Onload has it, from a table of the tests' own. */
record StackOption(String name, boolean isText, long smallest, long largest, long otherwise) {
    /** All that there are. */
    static List<StackOption> all() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(StackOption.class.getResourceAsStream("/abi/settings.txt"), UTF_8))) {
            return reader.lines()
                    .filter(line -> line.startsWith("EF_"))
                    .map(StackOption::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StackOption of(String line) {
        String[] parts = line.split(" |\\.\\.|=");
        if (parts.length == 1) {
            return new StackOption(line, true, 0, 0, 0);
        }
        long[] numbers = Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray();
        return new StackOption(parts[0], false, numbers[0], numbers[1], numbers[2]);
    }
}
