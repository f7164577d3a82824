// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.emulation;

import java.util.List;
import java.util.Locale;

/** An example of the install tree, for a feature of Onload's, and what it prints, as patterns. */
enum Example {
    PRESENCE(
            List.of("on Onload [0-9.]+", "warm sends on a socket that is not connected: no"),
            List.of("not on Onload: plain calls it is")),
    STACK_NAMES(
            List.of(
                    "orders +is in stack \\d+ \"orders-p\\d+\", in state 0x246",
                    "log +is the kernel's",
                    "accepted +is in stack \\d+ \"orders-p\\d+\", in state 0x3331",
                    "moving it: 0",
                    "moved +is in stack \\d+ \"worker-t\\d+\", in state 0x3331",
                    "moving one that is in use: -22"),
            List.of(
                    "orders +is the kernel's",
                    "log +is the kernel's",
                    "accepted +is the kernel's",
                    "moving it: 0",
                    "moved +is the kernel's",
                    "moving one that is in use: 0")),
    STACK_OPTIONS(
            List.of(
                    "EF_RXQ_SIZE is 1024",
                    "set to 4096: 0",
                    "EF_RXQ_SIZE is 4096",
                    "set beyond its range: Invalid argument",
                    "EF_SCALABLE_FILTERS is any=rss, 8 bytes with its end",
                    "EF_RXQ_SIZE is 1024"),
            List.of(
                    "EF_RXQ_SIZE is not told: -\\d+",
                    "set to 4096: 0",
                    "EF_RXQ_SIZE is not told: -\\d+",
                    "set beyond its range: taken",
                    "EF_RXQ_SIZE is not told: -\\d+")),
    SPINNING(
            List.of(
                    "as it begins: TCP receives sleep, mask 0",
                    "in a hurry: TCP receives spin, mask 0x8",
                    "at leisure: TCP receives sleep, mask 0"),
            List.of("as it begins: not told, -38", "in a hurry: not told, -38", "at leisure: not told, -38")),
    CONNECTION_INFO(
            List.of(
                    "idle: room for \\d+ packets of \\d+ bytes, the receiver takes \\d+ bytes, congestion control \\d+",
                    "full: room for 0 packets of \\d+ bytes, the receiver takes \\d+ bytes, congestion control \\d+"),
            List.of("idle: not told", "full: not told")),
    WIRE_ORDER(
            List.of(
                    "\"one\", which came at [0-9.]+; 3 bytes before the next one's turn",
                    "\"two\", which came at [0-9.]+; 3 bytes before the next one's turn",
                    "\"three\", which came at [0-9.]+; 5 bytes before the next one's turn",
                    "\"four\", which came at [0-9.]+; 4 bytes before the next one's turn",
                    "\"five\", which came at [0-9.]+; 4 bytes before the next one's turn"),
            List.of(
                    "\".*\", of no order",
                    "\".*\", of no order",
                    "\".*\", of no order",
                    "\".*\", of no order",
                    "\".*\", of no order")),
    ONE_PACKET(
            List.of("packets are told apart", "a packet of 10 bytes", "a packet of 20 bytes", "a packet of 30 bytes"),
            List.of(
                    "packets are not told apart",
                    "a packet of 10 bytes",
                    "a packet of 20 bytes",
                    "a packet of 30 bytes")),
    WARM_SEND(
            List.of("warmed", "received: the only order"),
            List.of("not warmed: the flag is not known", "received: the only order")),
    ZERO_COPY_RECEIVE(List.of("first", "second", "third, and no more for now", "kept: second", "released: 0")),
    ZERO_COPY_SEND(List.of("sent 9 bytes", "received: a message")),
    TEMPLATE(List.of("received: buy 100 at 1234", "another: 0, given up: 0")),
    RECEIVE_FILTER(List.of("seen: longer than the reader's room", "received: long", "1 seen")),
    DELEGATED_SEND(List.of("not delegated: 1", "received: an order"));

    private final List<String> emulated;
    private final List<String> stub;

    Example(List<String> emulated, List<String> stub) {
        this.emulated = emulated;
        this.stub = stub;
    }

    /** One that is the same in both modes. */
    Example(List<String> lines) {
        this(lines, lines);
    }

    String source() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".c";
    }

    List<String> emulated() {
        return emulated;
    }

    List<String> stub() {
        return stub;
    }
}
