// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * Two hosts on one machine: network namespaces joined by a pair of virtual Ethernet devices. A companion holds each of
 * them, and ends when the tests do, whatever ends those; so nothing is left behind.
 */
public final class JoinedHosts implements AutoCloseable {
    private static final int LONGEST_PROGRAM_SECONDS = 120;

    private final Companion firstHolder;
    private final Companion secondHolder;

    private JoinedHosts() {
        firstHolder = startHolder();
        secondHolder = startHolder();
    }

    /** Skips the test where there can be no such hosts. */
    public static JoinedHosts open() {
        Machine.needsNetworkNamespace();
        Machine.needsTool("ip");
        JoinedHosts hosts = new JoinedHosts();
        Outcome devices = new Run(List.of("ip", "link", "add"))
                .arguments("name", "first", "netns", hosts.firstHolder.pid(), "type", "veth")
                .arguments("peer", "name", "second", "netns", hosts.secondHolder.pid())
                .outcome();
        if (devices.status() != 0) {
            hosts.close();
        }
        assumeTrue(devices.status() == 0, devices::toString);
        hosts.first().connect();
        hosts.second().connect();
        return hosts;
    }

    /** The host with device {@code first} and addresses ending in 1. */
    public Host first() {
        return new Host(firstHolder.pid(), "first", 1);
    }

    /** The host with device {@code second} and addresses ending in 2. */
    public Host second() {
        return new Host(secondHolder.pid(), "second", 2);
    }

    @Override
    public void close() {
        firstHolder.close();
        secondHolder.close();
    }

    private static Companion startHolder() {
        return Companion.of(new Run(List.of("unshare", "--net", "sh", "-c", "echo; exec cat")));
    }

    /** One of the two. */
    public record Host(long holder, String device, int number) {
        /** Its address, in the network that both are in. */
        public String ipv4() {
            return "192.0.2." + number;
        }

        /** A command that runs here, with the library or not. One that is forgotten ends by itself. */
        public Run run(Mode mode, Object... command) {
            List<String> words = new ArrayList<>(List.of("nsenter", "--net=/proc/" + holder + "/ns/net"));
            words.addAll(List.of("timeout", String.valueOf(LONGEST_PROGRAM_SECONDS), "env"));
            mode.preloads().forEach(library -> words.add("LD_PRELOAD=" + library));
            mode.environment().forEach((name, value) -> words.add(name + "=" + value));
            return new Run(words).arguments(command);
        }

        /** Addresses are usable at once, without looking for others that have them. */
        private void connect() {
            String commands = "ip link set lo up && ip link set DEVICE addrgenmode none up"
                    + " && ip addr add dev DEVICE " + ipv4() + "/24"
                    + " && ip addr add dev DEVICE 2001:db8::" + number + "/64 nodad"
                    + " && ip addr add dev DEVICE fe80::" + number + "/64 nodad";
            run(Mode.BARE, "sh", "-c", commands.replace("DEVICE", device))
                    .outcome()
                    .succeeded();
        }
    }
}
