// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Run;

/** Other allocators, preloaded before the library and behind it. */
class AllocatorsIT {
    private static final String EXCHANGE =
            "import socket; a, b = socket.socketpair(); s = socket.create_server(('', 0)); "
                    + "c = socket.create_connection(s.getsockname()); t = s.accept()[0]; "
                    + "[(c.sendall(b'x' * i), t.recv(i, socket.MSG_WAITALL), a.send(b'y'), b.recvmsg(1, 99)) "
                    + "for i in range(1, 1000)]; print('exchanged')";

    @ParameterizedTest
    @CsvSource({
        "libjemalloc.so.2, before, stub", "libjemalloc.so.2, behind, stub",
        "libmimalloc.so.2.0, before, stub", "libmimalloc.so.2.0, behind, stub",
        "libjemalloc.so.2, before, emulate", "libjemalloc.so.2, behind, emulate",
        "libmimalloc.so.2.0, before, emulate", "libmimalloc.so.2.0, behind, emulate"
    })
    void programsRunAsEver(String name, String place, String mode) {
        Path library = mode.equals("stub") ? InstallTree.library() : InstallTree.emulatingLibrary();
        Path allocator = find(name);
        Run run = new Run(List.of("/usr/bin/python3", "-c", EXCHANGE));
        if (place.equals("before")) {
            run.preloading(allocator, library);
        } else {
            run.preloading(library, allocator);
        }
        run.environment("LKOS_EMULATE", mode.equals("stub") ? 0 : 1);
        assertEquals(List.of("exchanged"), run.outcome().succeeded().out());
    }

    private static Path find(String name) {
        List<String> printed = new Run(List.of("gcc", "-print-file-name=" + name))
                .outcome()
                .succeeded()
                .out();
        Path found = Path.of(printed.get(0));
        assumeTrue(found.isAbsolute() && Files.exists(found), () -> name + " is not installed");
        return found;
    }
}
