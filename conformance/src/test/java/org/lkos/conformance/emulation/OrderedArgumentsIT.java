// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** What {@code onload_ordered_epoll_wait} refuses under emulation, how long it waits, and what it leaves behind. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = ResourceAccessMode.READ)
class OrderedArgumentsIT {
    @Test
    void answersAreOnloads() {
        assertEquals(
                List.of(
                        "no descriptor: -22 untouched",
                        "closed: -22 untouched",
                        "socket: -22 untouched",
                        "socket, and no room: -22 untouched",
                        "terminal or file: -22 untouched",
                        "no room: -1 EINVAL",
                        "negative room: -1 EINVAL",
                        "too much room: -1 EINVAL",
                        "nothing: 0 untouched",
                        "nothing for a while: 0 untouched",
                        "events nowhere: -1 EFAULT",
                        "events read-only: -1 EFAULT",
                        "order nowhere: -1 EFAULT",
                        "order beyond a page: -1 EFAULT",
                        "order to the end of a page: 1 untouched",
                        "no order: 1 untouched",
                        "all there: 1 untouched",
                        "edge-triggered: -1 EINVAL",
                        "once: -1 EINVAL",
                        "level-triggered: 0 untouched",
                        "interrupted: -1 EINTR",
                        "30 ms: not early",
                        "descriptors left: 0",
                        "mappings: few"),
                CProgram.of("ordered_arguments", "-pthread")
                        .linkedToOnload()
                        .in(Mode.EMULATE)
                        .outcome()
                        .succeeded()
                        .out());
    }
}
