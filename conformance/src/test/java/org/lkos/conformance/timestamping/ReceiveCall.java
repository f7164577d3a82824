// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

/** The calls that show stamps; the constants are, in lower case, the words the applications know. */
enum ReceiveCall {
    RECVMSG(Direction.RECEIVE),
    RECVMMSG(Direction.RECEIVE),
    PEEK(Direction.RECEIVE),
    ERROR(Direction.TRANSMIT),
    ERRORS(Direction.TRANSMIT);

    private final Direction direction;

    ReceiveCall(Direction direction) {
        this.direction = direction;
    }

    Direction direction() {
        return direction;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
