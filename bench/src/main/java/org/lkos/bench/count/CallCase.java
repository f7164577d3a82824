// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import java.util.Optional;

/**
 * One call under one condition, the most instructions that may be added to it, and what the older stub in C adds by what
 * was published of it.
 */
public record CallCase(String call, Condition condition, Optional<Integer> budget, Optional<Integer> older) {
    /** Call, condition, budget, older stub. A call of a batch is of 64 messages. */
    private static final String TABLE = """
            recv                     NONE            0    -
            recvfrom                 NONE            0    -
            read                     NONE            0    -
            readv                    NONE            0    -
            recvmsg-without-control  NONE            12   12
            recvmsg                  NONE            12   -
            recvmsg                  SOFTWARE        20   45
            recvmsg                  RAW             45   45
            recvmsg                  RAW_OR_SOFTWARE 45   -
            recvmsg                  RAW_AND_SYS     45   -
            recvmsg                  RECEIVED        45   -
            recvmsg                  ALL             45   -
            recvmsg                  SYS             200  -
            recvmsg                  RAW_64          200  -
            recvmsg-of-errors        SENT            250  -
            recvmsg                  BESIDE_A_FILTER 55   -
            recvmmsg-without-control NONE            340  397
            recvmmsg                 NONE            340  -
            recvmmsg                 SOFTWARE        1280 -
            recvmmsg                 RAW             2400 2381
            recvmmsg                 ALL             2400 -
            recv                     BESIDE_A_FILTER 12   -
            recvfrom                 BESIDE_A_FILTER 12   -
            read                     BESIDE_A_FILTER 12   -
            readv                    BESIDE_A_FILTER 12   -
            send                     NONE            5    -
            sendto                   NONE            5    -
            sendmsg                  NONE            5    -
            sendmsg                  RAW_AND_BARE    220  -
            sendmmsg                 NONE            5    -
            write                    NONE            0    -
            setsockopt               NONE            3    3
            getsockopt               NONE            6    6
            ioctl                    NONE            -    -
            fcntl                    NONE            -    -
            prctl                    NONE            -    -
            syscall                  NONE            -    -
            poll                     NONE            0    -
            epoll_wait               NONE            0    -
            epoll_ctl                NONE            0    -
            socket                   NONE            -    -
            connect                  NONE            -    -
            accept                   NONE            -    -
            accept4                  NONE            -    -
            pipe                     NONE            0    -
            close                    NONE            0    -
            dup                      NONE            16   -
            dup                      RAW             16   -
            dup                      BESIDE_A_FILTER 30   -
            dup2                     NONE            16   -
            dup3                     NONE            16   -
            """;

    /** All that are counted. */
    public static List<CallCase> all() {
        return TABLE.lines().map(line -> of(line.split(" +"))).toList();
    }

    private static CallCase of(String[] words) {
        return new CallCase(words[0], Condition.valueOf(words[1]), number(words[2]), number(words[3]));
    }

    private static Optional<Integer> number(String word) {
        return word.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(word));
    }

    /** The calls that are counted under {@code condition}; one process counts them all. */
    static List<String> calls(Condition condition) {
        return all().stream()
                .filter(one -> one.condition == condition)
                .map(CallCase::call)
                .toList();
    }

    /** Whether {@code added} instructions are no more than may be. */
    boolean allows(double added) {
        return budget.map(most -> added <= most).orElse(true);
    }

    @Override
    public String toString() {
        return call + ", " + condition + budget.map(most -> ": at most " + most).orElse("");
    }
}
