// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import org.lkos.conformance.harness.CProgram;

/** What the sockets of a call asked for, in the words of {@code asking.h}, and what the bare kernel is asked beside. */
enum Condition {
    /** Nothing. */
    NONE("no stamps", "37:0", "37:0"),
    /** The kernel's software stamps. */
    SOFTWARE("software stamps", "37:0x18", "37:0x18"),
    /** Hardware stamps, of what is received. */
    RAW("rewritten stamps", "37:0x44", "37:0x44"),
    /** The same and software ones, where there are none. */
    RAW_OR_SOFTWARE("rewritten stamps, 0x54", "37:0x54", "37:0x54"),
    /** Hardware stamps in both forms. */
    RAW_AND_SYS("rewritten stamps, 0x64", "37:0x64", "37:0x64"),
    /** Both forms, and software stamps. */
    RECEIVED("rewritten stamps, 0x74", "37:0x74", "37:0x74"),
    /** All there is. */
    ALL("rewritten stamps, 0x7f", "37:0x7f", "37:0x7f"),
    /** Hardware stamps in system time, which few ask for. */
    SYS("rewritten stamps, in system time", "37:0x24", "37:0x18"),
    /** Hardware stamps by the other number. */
    RAW_64("rewritten stamps, of 64 bits", "65:0x44", "37:0x18"),
    /** Hardware stamps of what is sent. */
    SENT("rewritten stamps of what was sent", "37:0x41", "37:0x12"),
    /** Hardware stamps, while the kernel is asked for nothing. */
    RAW_AND_BARE("sockets that ask for hardware stamps", "37:0x44", "37:0"),
    /** Nothing, while another socket of the process has a receive filter. */
    BESIDE_A_FILTER("beside a receive filter", "37:0", "37:0") {
        @Override
        CProgram program() {
            return super.program().with("-DWITH_FILTER=2");
        }
    };

    private final String words;
    private final String request;
    private final String kernelRequest;

    Condition(String words, String request, String kernelRequest) {
        this.words = words;
        this.request = request;
        this.kernelRequest = kernelRequest;
    }

    CProgram program() {
        return CProgram.of("calls");
    }

    /** Rounds of {@code calls} where the library is there. */
    Loop preloaded(List<String> calls) {
        return loop(calls, request);
    }

    /** The same rounds on the bare kernel. */
    Loop bare(List<String> calls) {
        return loop(calls, kernelRequest);
    }

    private Loop loop(List<String> calls, String request) {
        return Loop.of(program(), String.join(",", calls), "udp", "ipv4", request);
    }

    @Override
    public String toString() {
        return words;
    }
}
