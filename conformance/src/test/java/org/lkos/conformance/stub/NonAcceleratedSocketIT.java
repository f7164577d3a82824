// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.stub;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Transparency;

/** {@code onload_socket_nonaccel} is {@code socket}: same descriptors, same errors, for every sort of socket. */
class NonAcceleratedSocketIT {
    private static final CProgram MATRIX = CProgram.of("socket_matrix");

    @ParameterizedTest
    @EnumSource
    void isSocket(Binding binding) {
        Outcome sockets = MATRIX.in(Mode.BARE).outcome().succeeded();
        Outcome answers = binding.bind(MATRIX.with("-DNONACCEL")).in(Mode.STUB).outcome();
        Transparency.assertSame(sockets, answers);
    }
}
