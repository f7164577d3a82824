// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.nio.file.Path;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.ShippedLibrariesOnly;

/** Valgrind finds no memory that is used wrongly or lost, by us or by what the kernel is asked to do for us. */
@ShippedLibrariesOnly("a sanitizer and valgrind do not share a process")
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class MemcheckIT {
    private static final Path SUPPRESSIONS =
            Path.of(System.getProperty("lkos.sanitizers")).resolve("memcheck.supp");

    @ParameterizedTest
    @CsvSource({"STUB, crowd, once", "EMULATE, crowd, once"})
    void findsNothing(Mode mode, String program, String argument) {
        Machine.needsTool("valgrind");
        CProgram.of(program)
                .linkedToOnload()
                .in(mode)
                .arguments(argument)
                .under("valgrind", "-q", "--error-exitcode=88", "--leak-check=full", "--suppressions=" + SUPPRESSIONS)
                .outcome()
                .succeeded();
    }
}
