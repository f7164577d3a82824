// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says of stacks and of what is accelerated. */
class StackSettingsIT {
    private static final String OK = "set: 0 untouched";

    @ParameterizedTest
    @CsvSource({"orders, orders", "a name of 16 byt, a name of 16 byt", "a name of more than 16, a name of more t"})
    void environmentNamesTheFirstStack(String setting, String name) {
        assertEquals(List.of("tcp 1 <" + name + ">"), new Script("tcp").emulated(Map.of("EF_NAME", setting)));
    }

    @Test
    void environmentAsksForAStackPerThread() {
        assertEquals(
                List.of("tcp 1 <-THREAD>", "udp 1 <x-THREAD>"),
                List.of(
                        new Script("tcp")
                                .emulated(Map.of("EF_STACK_PER_THREAD", "1"))
                                .get(0),
                        new Script("udp")
                                .emulated(Map.of("EF_STACK_PER_THREAD", "1", "EF_NAME", "x"))
                                .get(0)));
    }

    @Test
    void environmentAsksForNoAcceleration() {
        assertEquals(
                List.of("tcp 0", "udp 0", OK, "tcp 1 <again>"),
                new Script("tcp udp set:all:global:again tcp").emulated(Map.of("EF_DONT_ACCELERATE", "1")));
    }

    @ParameterizedTest
    @CsvSource({"EF_TCP, tcp, udp", "EF_UDP, udp, tcp"})
    void environmentLeavesAProtocolOut(String setting, String without, String with) {
        assertEquals(
                List.of(without + " 0", with + " 1 <>"),
                new Script(without + " " + with).emulated(Map.of(setting, "0")));
    }

    @Test
    void environmentMayNotBeHeeded() {
        Map<String, String> settings = Map.of("EF_NAME", "x", "EF_DONT_ACCELERATE", "1", "EF_LOAD_ENV", "0");
        assertEquals(List.of("tcp 1 <>"), new Script("tcp").emulated(settings));
    }

    @ParameterizedTest
    @CsvSource({"0, pipe 0, pipe 0", "1, pipe 1 <>, pipe 1 <>", "2, pipe 0, pipe 1 <>"})
    void environmentDecidesOnPipes(String setting, String before, String withStack) {
        assertEquals(
                List.of(before, "tcp 1 <>", withStack),
                new Script("pipe tcp pipe").emulated(Map.of("EF_PIPE", setting)));
    }
}
