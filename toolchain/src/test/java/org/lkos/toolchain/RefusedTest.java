// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.tooling.TeaVMToolException;

/**
 * Each file of golden/refused marks its faulty lines with {@code // refused: text}, several texts parted by {@code |}.
 * Exactly these lines must be refused, each for exactly these reasons.
 */
class RefusedTest {
    private static final GoldenFolder FOLDER = new GoldenFolder("refused");

    @TestFactory
    Stream<DynamicTest> refuses(@TempDir Path classes, @TempDir Path output) throws IOException, TeaVMToolException {
        FOLDER.compile(classes, "-g");
        List<Complaint> complaints = new Compilation(classes, output).run("golden.refused.Main");
        return Stream.concat(
                FOLDER.sources().stream()
                        .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file, complaints))),
                Stream.of(DynamicTest.dynamicTest("nothing else", () -> checkFiles(complaints))));
    }

    private static void checkFiles(List<Complaint> complaints) {
        Set<String> names = FOLDER.sources().stream().map(RefusedTest::name).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                complaints.stream().filter(one -> !names.contains(one.file())).toList());
    }

    private static String name(Path file) {
        return "golden/refused/" + file.getFileName();
    }

    private static void check(Path file, List<Complaint> complaints) throws IOException {
        Map<Integer, TreeSet<String>> expected = Marks.of(Files.readAllLines(file));
        Map<Integer, TreeSet<String>> actual = new TreeMap<>();
        for (Complaint complaint : complaints) {
            if (complaint.file().equals(name(file))) {
                TreeSet<String> marks = expected.getOrDefault(complaint.line(), new TreeSet<>());
                actual.computeIfAbsent(complaint.line(), line -> new TreeSet<>())
                        .add(Marks.matching(complaint.text(), marks));
            }
        }
        assertEquals(lines(expected), lines(actual), file::toString);
    }

    private static String lines(Map<Integer, TreeSet<String>> faults) {
        StringBuilder text = new StringBuilder();
        faults.forEach((line, texts) ->
                text.append(line).append(": ").append(String.join(" | ", texts)).append('\n'));
        return text.toString();
    }
}
