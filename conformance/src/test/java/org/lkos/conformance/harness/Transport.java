// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.util.Arrays;
import java.util.stream.Stream;

/** What a socket pair runs over; the constants are the words the applications know. */
public enum Transport {
    UDP_IPV4("udp", "ipv4"),
    UDP_IPV6("udp", "ipv6"),
    TCP_IPV4("tcp", "ipv4"),
    TCP_IPV6("tcp", "ipv6");

    private final String protocol;
    private final String family;

    Transport(String protocol, String family) {
        this.protocol = protocol;
        this.family = family;
    }

    /** All that this machine has. */
    public static Stream<Transport> available() {
        return Arrays.stream(values()).filter(transport -> Machine.hasFamily(transport.family));
    }

    /** The two arguments every application takes for it. */
    public Object[] arguments(Object... before) {
        Object[] all = Arrays.copyOf(before, before.length + 2);
        all[before.length] = protocol;
        all[before.length + 1] = family;
        return all;
    }
}
