// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** {@code ONLOAD_MSG_ONEPKT} under emulation: a read of a stream ends where a packet does that the kernel can tell. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class PacketsIT {
    private static final CProgram PACKETS = CProgram.of("packets", "-pthread");

    private static final List<String> READS = List.of(
            "peek: 3 abc untouched",
            "less: 2 ab untouched",
            "rest: 1 c untouched",
            "second: 4 defg untouched",
            "all of it: -1  EINVAL",
            "third: 2 hi untouched",
            "nothing: -1  EAGAIN",
            "no room: -1  EAGAIN",
            "urgent: 1 ! untouched",
            "end: 0  untouched",
            "without: 9 abcdefghi untouched",
            "datagram: 3 abc untouched",
            "cut datagram: 2 de untouched",
            "last datagram: 2 hi untouched",
            "unix: 9 abcdefghi untouched");

    private static final List<String> WAITS = List.of("blocked: 4 late untouched", "timeout: -1  EAGAIN");

    @Test
    void readIsOfOnePacket() {
        List<String> expected = new ArrayList<>();
        for (String call : List.of("recv", "recvfrom", "recvmsg")) {
            expected.add(call);
            expected.addAll(READS);
            expected.addAll(call.equals("recvmsg") ? List.of() : WAITS);
            expected.add("bulk: one packet");
        }
        assertEquals(expected, PACKETS.in(Mode.EMULATE).outcome().succeeded().out());
    }

    @Test
    void fortifiedCallsAreTheSame() {
        CProgram fortified = PACKETS.with("-O2", "-D_FORTIFY_SOURCE=2");
        List<String> plain = PACKETS.in(Mode.EMULATE).outcome().succeeded().out();
        assertEquals(plain, fortified.in(Mode.EMULATE).outcome().succeeded().out());
    }
}
