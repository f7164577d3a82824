// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read from a report that others print. */
class PythonVerdictsTest {
    @Test
    void nameAndVerdictMayBeLinesApart() {
        List<String> lines = List.of(
                "== CPython 3.11.2",
                "ok",
                "testA (test.test_socket.Some.testA) ... ok",
                "testB (test.test_socket.Some.testB)",
                "What it is about. ... skipped 'not here'",
                "testC (test.test_socket.Some.testC) ... a warning",
                "FAIL",
                "Ran 3 tests in 0.1s",
                "ok");
        assertEquals(
                Map.of(
                        "test.test_socket.Some.testA", "ok",
                        "test.test_socket.Some.testB", "skipped 'not here'",
                        "test.test_socket.Some.testC", "FAIL"),
                PythonVerdicts.of(lines));
    }
}
