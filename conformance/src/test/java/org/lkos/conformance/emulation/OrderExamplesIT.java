// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** The examples of ordered epoll and of reading by packets, compiled as they say, under the launcher. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class OrderExamplesIT {
    @TempDir
    Path place;

    @Test
    void messagesAreReadInTheOrderOfTheirArrival() {
        List<String> lines = lines("wire-order", "--emulate");
        List<String> words = lines.stream()
                .map(line -> line.replaceAll("which came at [0-9.]+; ", ""))
                .toList();
        assertEquals(
                List.of(
                        "\"one\", 3 bytes before the next one's turn",
                        "\"two\", 3 bytes before the next one's turn",
                        "\"three\", 5 bytes before the next one's turn",
                        "\"four\", 4 bytes before the next one's turn",
                        "\"five\", 4 bytes before the next one's turn"),
                words);
    }

    @Test
    void messagesHaveNoOrderInStubMode() {
        List<String> lines = lines("wire-order", "--");
        assertEquals(
                5, lines.stream().filter(line -> line.endsWith("of no order")).count());
    }

    @Test
    void packetsAreToldApart() {
        List<String> packets = List.of("a packet of 10 bytes", "a packet of 20 bytes", "a packet of 30 bytes");
        List<String> emulated = lines("one-packet", "--emulate");
        List<String> stub = lines("one-packet", "--");
        assertEquals("packets are told apart", emulated.get(0));
        assertEquals("packets are not told apart", stub.get(0));
        assertEquals(packets, emulated.subList(1, 4));
        assertEquals(packets, stub.subList(1, 4));
    }

    private List<String> lines(String example, String mode) {
        Path program = place.resolve(example);
        Path source = InstallTree.root().resolve("share/doc/lkos/examples/" + example + ".c");
        new Run(List.of("gcc", "-std=gnu17", "-Wall", "-Wextra", "-Werror"))
                .arguments("-I" + InstallTree.headers(), source, "-o", program)
                .arguments("-L" + InstallTree.libraries(), "-lonload_ext")
                .outcome()
                .succeeded();
        return new Run(List.of(InstallTree.launcher().toString()))
                .arguments(mode, program)
                .outcome()
                .succeeded()
                .out();
    }
}
