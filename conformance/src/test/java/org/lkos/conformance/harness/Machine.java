// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a test needs of the machine it runs on; where that is missing the test is skipped and says why. */
public final class Machine {
    /**
     * The lock named here guards receive stamping, which is one switch for the whole machine: tests that turn it on
     * share the lock, a test that needs it off takes it alone.
     */
    public static final String RECEIVE_STAMPING = "machine-wide receive stamping";

    private Machine() {}

    /** Skips unless {@code name} is on the PATH, or a file that can be run. */
    public static void needsTool(String name) {
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(name)));
        assumeTrue(found, () -> name + " is not installed");
    }

    /** Skips unless {@code path} exists. */
    public static void needsFile(String path) {
        assumeTrue(Files.exists(Path.of(path)), () -> path + " is missing");
    }

    /** Skips unless mounts can be made that nobody else sees; a chroot, for one, has not its own. */
    public static void needsMountNamespace() {
        needsNamespace("mount");
    }

    /** Skips unless there can be a network of our own. */
    public static void needsNetworkNamespace() {
        needsNamespace("net");
    }

    /** Skips unless the tests run as root. */
    public static void needsRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    }

    private static void needsNamespace(String kind) {
        needsRoot();
        boolean separate =
                new Run(List.of("unshare", "--" + kind, "true")).outcome().status() == 0;
        assumeTrue(separate, () -> "no " + kind + " namespace of its own can be made");
    }

    /** Skips unless sockets of {@code family}, ipv4 or ipv6, can be opened. */
    public static void needsFamily(String family) {
        assumeTrue(hasFamily(family), () -> "there is no " + family);
    }

    /** Whether sockets of {@code family}, ipv4 or ipv6, can be opened. */
    static boolean hasFamily(String family) {
        return !family.equals("ipv6") || Files.exists(Path.of("/proc/net/if_inet6"));
    }
}
