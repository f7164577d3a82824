// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.spin;

import org.lkos.emulation.Environment;
import org.lkos.machine.Bytes;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What the environment says of spinning: a setting for each type, in the order of {@code enum onload_spin_type}, and
 * {@code EF_POLL_USEC}, which sets those that most programs want. How long is a setting of stacks, {@code EF_SPIN_USEC}.
 */
@Unmanaged
final class SpinEnvironment {
    /** What EF_POLL_USEC sets: UDP and TCP, received and sent, select, poll, packets, epoll_wait and both locks. */
    static final int POLLED = 0x3f1e;

    private SpinEnvironment() {}

    static int mask() {
        int mask = Environment.setting(pollTimeName(), 0) != 0 ? POLLED : 0;
        Address name = names();
        for (int type = 1; name.getByte() != 0; type++) {
            int bit = 1 << (type & 31);
            long wanted = Environment.setting(name, (mask & bit) != 0 ? 1 : 0);
            mask = wanted != 0 ? mask | bit : mask & ~bit;
            name = name.add(Bytes.length(name) + 1);
        }
        return mask;
    }

    /** One behind the other, an empty one at the end. */
    @Import(
            name =
                    "\"EF_UDP_RECV_SPIN\\0EF_UDP_SEND_SPIN\\0EF_TCP_RECV_SPIN\\0EF_TCP_SEND_SPIN\\0EF_TCP_ACCEPT_SPIN\\0EF_PIPE_RECV_SPIN\\0EF_PIPE_SEND_SPIN\\0\"\n"
                            + "\"EF_SELECT_SPIN\\0EF_POLL_SPIN\\0EF_PKT_WAIT_SPIN\\0EF_EPOLL_SPIN\\0EF_STACK_LOCK_BUZZ\\0EF_SOCK_LOCK_BUZZ\\0EF_SO_BUSY_POLL_SPIN\\0EF_TCP_CONNECT_SPIN\\0\"")
    @Variable
    private static native Address names();

    @Import(name = "\"EF_POLL_USEC\"")
    @Variable
    private static native Address pollTimeName();
}
