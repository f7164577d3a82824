// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.util.List;

/** What threads on sockets of their own do in a second by zero-copy calls, beside {@code recvmmsg} and {@code malloc}. */
public final class ThreadScaling {
    private ThreadScaling() {}

    /** Prints two lines per number of threads. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PreloadedProgram program = PreloadedProgram.compile("thread_scaling");
        for (int threads : new int[] {1, 2, 8, 32}) {
            program.measure(List.of(String.valueOf(threads), "200"));
        }
    }
}
