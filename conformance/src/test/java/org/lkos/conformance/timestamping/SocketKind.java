// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.timestamping;

import java.util.EnumSet;
import java.util.stream.Stream;

/** The kinds of sockets that take SO_TIMESTAMPING; the constants are the words the applications know. */
enum SocketKind {
    UDP_IPV4("udp", "ipv4"),
    UDP_IPV6("udp", "ipv6"),
    TCP_IPV4("tcp", "ipv4"),
    TCP_IPV6("tcp", "ipv6"),
    RAW_IPV4("raw", "ipv4"),
    RAW_IPV6("raw", "ipv6"),
    PACKET_DATAGRAM("packet", "dgram"),
    PACKET_RAW("packet", "raw"),
    UNIX_DATAGRAM("unix", "dgram"),
    UNIX_STREAM("unix", "stream"),
    NETLINK("netlink", "any"),
    MPTCP("mptcp", "ipv4"),
    VSOCK("vsock", "any");

    private final String protocol;
    private final String family;

    SocketKind(String protocol, String family) {
        this.protocol = protocol;
        this.family = family;
    }

    /** All whose packets the kernel stamps. */
    static Stream<SocketKind> stamped() {
        return EnumSet.range(UDP_IPV4, PACKET_RAW).stream();
    }

    /** All that remember every request exactly. */
    static Stream<SocketKind> exact() {
        return EnumSet.range(UDP_IPV4, NETLINK).stream();
    }

    boolean isUdp() {
        return protocol.equals("udp");
    }

    boolean isTcp() {
        return protocol.equals("tcp");
    }

    String protocol() {
        return protocol;
    }

    String family() {
        return family;
    }
}
