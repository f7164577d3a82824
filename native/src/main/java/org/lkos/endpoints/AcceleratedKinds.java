// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.endpoints;

import org.lkos.emulation.Environment;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * Which kinds of descriptors the process has accelerated: TCP and UDP unless {@code EF_TCP} or {@code EF_UDP} is 0, and
 * pipes by {@code EF_PIPE}: 0 never, 1 always, 2 (the default) once there is a stack.
 */
@Unmanaged
@StaticInit
public final class AcceleratedKinds {
    private static final int ALWAYS = 1;
    private static final int WITH_STACK = 2;

    private static boolean read;
    private static boolean tcp;
    private static boolean udp;
    private static int pipe;
    private static boolean stackBegun;

    private AcceleratedKinds() {}

    /** Reads the environment once, at load where that can be had. */
    public static void read() {
        if (!read) {
            tcp = Environment.setting(tcpName(), 1) != 0;
            udp = Environment.setting(udpName(), 1) != 0;
            pipe = (int) Environment.setting(pipeName(), WITH_STACK);
            read = true;
        }
    }

    static boolean contains(int kind) {
        read();
        switch (kind) {
            case Endpoint.TCP:
                return tcp;
            case Endpoint.UDP:
                return udp;
            default:
                return pipe == ALWAYS || pipe == WITH_STACK && stackBegun;
        }
    }

    static void beginStack() {
        stackBegun = true;
    }

    @Import(name = "\"EF_TCP\"")
    @Variable
    private static native Address tcpName();

    @Import(name = "\"EF_UDP\"")
    @Variable
    private static native Address udpName();

    @Import(name = "\"EF_PIPE\"")
    @Variable
    private static native Address pipeName();
}
