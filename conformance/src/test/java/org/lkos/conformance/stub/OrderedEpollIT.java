// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;
import org.lkos.conformance.harness.Transport;

/** {@code onload_ordered_epoll_wait} is {@code epoll_wait} that knows no order. */
class OrderedEpollIT {
    private static final CProgram MATRIX = CProgram.of("epoll_matrix");

    @ParameterizedTest
    @EnumSource
    void isEpollWait(Binding binding) {
        assertAnswersAsEpollWait(binding, "-DORDERED=1");
    }

    @ParameterizedTest
    @EnumSource
    void isEpollWaitWithoutOrderedArray(Binding binding) {
        assertAnswersAsEpollWait(binding, "-DORDERED=0");
    }

    @ParameterizedTest
    @MethodSource("org.lkos.conformance.harness.Transport#available")
    void timestampsAreZeroAndBytesTellOfData(Transport transport) {
        CProgram program = Binding.LINKED.bind(CProgram.of("ordered_events"));
        Outcome outcome =
                program.in(Mode.STUB).arguments(transport.arguments()).outcome().succeeded();
        assertEquals(List.of("2"), outcome.facts("ready"));
        assertEquals(List.of("zero", "zero"), outcome.facts("timestamp"));
        assertEquals(List.of("positive"), outcome.facts("bytes"));
        assertEquals(List.of("untouched", "untouched"), outcome.facts("beyond"));
    }

    private static void assertAnswersAsEpollWait(Binding binding, String option) {
        Outcome plain = MATRIX.in(Mode.BARE).outcome().succeeded();
        Outcome ordered = binding.bind(MATRIX.with(option)).in(Mode.STUB).outcome();
        Transparency.assertSame(plain, ordered);
    }
}
