// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.util.List;

/** The speed of zero-copy sends and of templates beside ordinary sends. */
public final class SendSpeed {
    /** Bytes of a piece, how many are sent together, turns, and whether sends wait. */
    private static final List<List<String>> CASES = List.of(
            List.of("64", "1", "10001"),
            List.of("1448", "1", "10001"),
            List.of("1448", "1", "10001", "nonblocking"),
            List.of("1448", "4", "5001"),
            List.of("1448", "16", "2001"));

    private SendSpeed() {}

    /** Prints a table per case. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PreloadedProgram program = PreloadedProgram.compile("send_speed");
        for (List<String> one : CASES) {
            System.out.println("bytes, pieces, turns: " + String.join(", ", one));
            program.measure(one);
        }
    }
}
