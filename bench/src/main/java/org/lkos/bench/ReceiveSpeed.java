// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.util.List;

/** The speed of {@code onload_zc_recv} beside a loop of {@code recvmmsg}. */
public final class ReceiveSpeed {
    /** Bytes of a datagram, how many wait, and turns. */
    private static final List<List<String>> CASES = List.of(
            List.of("64", "1", "8000"),
            List.of("64", "8", "6000"),
            List.of("64", "32", "4000"),
            List.of("64", "64", "4000"),
            List.of("64", "1000", "400"),
            List.of("64", "8192", "60"),
            List.of("1400", "64", "4000"),
            List.of("9000", "64", "2000"),
            List.of("60000", "16", "2000"));

    private ReceiveSpeed() {}

    /** Prints a line per case. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PreloadedProgram program = PreloadedProgram.compile("receive_speed");
        for (List<String> one : CASES) {
            program.measure(one);
        }
    }
}
