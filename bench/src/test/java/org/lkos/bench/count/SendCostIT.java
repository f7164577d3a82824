// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** A zero-copy send and a template that is sent are one system call, as an ordinary send is, once they are known. */
class SendCostIT {
    @ParameterizedTest
    @ValueSource(strings = {"buffer", "template", "template-without-waiting"})
    void oneSystemCallSends(String way) {
        Strace.needed();
        Map<String, Long> bare = Strace.ofManyRounds(loop("send"), Mode.BARE);
        assertEquals(bare, Strace.ofManyRounds(loop(way), Mode.STUB));
    }

    /** The room that there was is no room any more. */
    @Test
    void oneMoreIsMadeWhereOrdinarySendsComeBetween() {
        Strace.needed();
        Map<String, Long> bare = Strace.ofManyRounds(loop("send"), Mode.BARE);
        Map<String, Long> both = Strace.ofManyRounds(loop("both"), Mode.STUB);
        assertEquals(bare.get("sendto"), both.remove("sendto"));
        assertEquals(bare.get("sendto"), both.remove("sendmsg"));
        assertEquals(2 * bare.get("recvfrom"), both.remove("recvfrom"));
        assertEquals(Map.of("getsockopt", bare.get("sendto")), both);
    }

    /** No budget was set: a system call is worth some thousand instructions. */
    @ParameterizedTest(name = "{0}: at most {1}")
    @CsvSource({"buffer, 630", "template, 400"})
    void addedInstructions(String way, int most) {
        Machine.needsTool("valgrind");
        double plain = Callgrind.ofRounds(loop("send"), Mode.BARE).get("send");
        double added = Callgrind.ofRounds(loop(way), Mode.STUB).get(way) - plain;
        assertTrue(added <= most, () -> "adds " + added + " instructions");
    }

    private static Loop loop(String way) {
        return Loop.of(CProgram.of("send_cost").linkedToOnload(), way);
    }
}
