// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Profiles whose settings are the same wherever they are applied. */
enum KnownProfile {
    LATENCY("EF_POLL_USEC=100000 EF_TCP_FASTSTART_INIT=0 EF_TCP_FASTSTART_IDLE=0"),
    LATENCY_BEST(LATENCY.text, "EF_CTPIO_MODE=ct EF_CTPIO_SWITCH_BYPASS=1 EF_EPOLL_MT_SAFE=1 EF_TPH_MODE=2"),
    ZEROMQ("EF_POLL_FAST_USEC=0 EF_POLL_NONBLOCK_FAST_USEC=0"),
    CLOUD("EF_HIGH_THROUGHPUT_MODE=1 EF_CTPIO=0 EF_PIO=0 EF_UDP=0"),
    SAFE(
            "EF_FDS_MT_SAFE=0 EF_EPOLL_MT_SAFE=0 EF_SELECT_FAST=0 EF_POLL_FAST=0 EF_UL_EPOLL=2",
            "EF_POLL_FAST_USEC=0 EF_POLL_NONBLOCK_FAST_USEC=0 EF_SELECT_FAST_USEC=0 EF_SELECT_NONBLOCK_FAST_USEC=0",
            "EF_EPOLL_CTL_FAST=0 EF_EPOLL_CTL_HANDOFF=0 EF_TCP_SNDBUF_MODE=1 EF_TCP_RCVBUF_STRICT=1",
            "EF_FORCE_SEND_MULTICAST=0 EF_TCP_SEND_NONBLOCK_NO_PACKETS_MODE=1"),
    REDIS_PERFORMANCE(
            "EF_POLL_USEC=100000 EF_UL_EPOLL=2 EF_EPOLL_MT_SAFE=1 EF_RXQ_SIZE=4096 EF_CLUSTER_IGNORE=1",
            "EF_HIGH_THROUGHPUT_MODE=1 EF_CTPIO=0 EF_PIO=0"),
    NETTYIO_PERFORMANCE(REDIS_PERFORMANCE.text.replace("EPOLL=2", "EPOLL=3")),
    REDIS_BALANCED(
            "EF_INT_DRIVEN=0 EF_POLL_USEC=20 EF_UL_EPOLL=2 EF_EPOLL_MT_SAFE=1 EF_RXQ_SIZE=4096",
            "EF_PKT_WAIT_SPIN=0 EF_TCP_ACCEPT_SPIN=0 EF_TCP_CONNECT_SPIN=0 EF_TCP_RECV_SPIN=0 EF_TCP_SEND_SPIN=0",
            "EF_UDP_RECV_SPIN=0 EF_UDP_SEND_SPIN=0",
            "EF_CLUSTER_IGNORE=1 EF_HIGH_THROUGHPUT_MODE=1 EF_CTPIO=0 EF_PIO=0"),
    NETTYIO_BALANCED(REDIS_BALANCED.text.replace("EPOLL=2", "EPOLL=3"));

    private final String text;

    KnownProfile(String... lines) {
        text = String.join(" ", lines);
    }

    String profileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> settings() {
        Stream<String> settings = Arrays.stream(text.split(" "));
        return settings.sorted().toList();
    }
}
