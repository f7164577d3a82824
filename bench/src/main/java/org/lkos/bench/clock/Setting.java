// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.clock;

import java.util.List;

/** How long a benchmark takes. */
public enum Setting {
    /** About a minute. */
    QUICK(15, 2, List.of(1, 100, 10_000)),
    /** Several minutes. */
    FULL(100, 5, List.of(1, 10, 100, 1000, 10_000));

    private final int rounds;
    private final int sizes;
    private final List<Integer> sockets;

    Setting(int rounds, int sizes, List<Integer> sockets) {
        this.rounds = rounds;
        this.sizes = sizes;
        this.sockets = sockets;
    }

    /** How often each pair is taken. */
    int rounds() {
        return rounds;
    }

    /** How many sizes of messages are tried, of each list. */
    int sizes() {
        return sizes;
    }

    /** How many sockets an epoll set has. */
    List<Integer> sockets() {
        return sockets;
    }
}
