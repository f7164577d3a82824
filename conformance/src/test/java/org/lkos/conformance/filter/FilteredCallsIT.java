// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** Every receive call reaches the filter, however the program or a library of its comes by the function. */
class FilteredCallsIT {
    private static final List<String> CALLS =
            List.of("recv", "recvfrom", "read", "__read", "readv", "recvmsg", "recvmmsg", "pointer", "table");

    /** How programs and libraries are built. */
    enum Form {
        USUAL(),
        LAZY("-Wl,-z,lazy"),
        NOW("-Wl,-z,now", "-Wl,-z,relro"),
        WITHOUT_PLT("-fno-plt"),
        FIXED_PLACE("-no-pie", "-fno-pie"),
        FIXED_PLACE_NOW("-no-pie", "-fno-pie", "-Wl,-z,now"),
        FORTIFIED("-O2", "-D_FORTIFY_SOURCE=2"),
        OLD_HASH("-Wl,--hash-style=sysv");

        private final String[] options;

        Form(String... options) {
            this.options = options;
        }

        CProgram program() {
            return CProgram.of("filter_ways", options).linkedToOnload();
        }

        CProgram library() {
            return CProgram.library("filter_ways", "-DLIBRARY").with(options);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTheProgram(Form form) {
        Outcome outcome = form.program().in(Mode.STUB).outcome().succeeded();
        assertEquals(lines(1), outcome.out());
    }

    /** The library that emulates stands in front of some of these calls itself. */
    @ParameterizedTest
    @EnumSource
    void ofAProgramUnderEmulation(Form form) {
        Outcome outcome = form.program().in(Mode.EMULATE).outcome().succeeded();
        assertEquals(lines(1), outcome.out());
    }

    /** Each library is opened after a filter was set, and its calls are found when the next one is. */
    @ParameterizedTest
    @EnumSource(names = "FIXED_PLACE.*", mode = EnumSource.Mode.MATCH_NONE)
    void ofLibrariesOpenedLater(Form form) {
        Outcome outcome = Form.USUAL
                .program()
                .in(Mode.STUB)
                .arguments(form.library().file(), Form.NOW.library().file())
                .outcome()
                .succeeded();
        assertEquals(lines(3), outcome.out());
    }

    /** The test above is one of fortified calls only if the compiler made them. */
    @Test
    void fortifiedProgramCallsOtherFunctions() {
        Machine.needsTool("nm");
        List<String> command = List.of(
                "nm", "-D", "--undefined-only", Form.FORTIFIED.program().file().toString());
        String imports = String.join(" ", new Run(command).outcome().succeeded().out());
        Stream.of("__recv_chk", "__recvfrom_chk", "__read_chk")
                .forEach(name -> assertTrue(imports.contains(" " + name + "@"), imports));
    }

    /** Unfiltered first; then as often as filters are set. */
    private static List<String> lines(int filters) {
        List<String> lines = new ArrayList<>();
        CALLS.forEach(call -> lines.add(call + " got 8, filter saw 0"));
        for (int i = 0; i < filters; i++) {
            lines.add("filter: 0 untouched");
            lines.add("protection as before");
            CALLS.forEach(call -> lines.add(call + " got 8, filter saw " + (call.equals("table") ? 38 : 19)));
        }
        return lines;
    }
}
