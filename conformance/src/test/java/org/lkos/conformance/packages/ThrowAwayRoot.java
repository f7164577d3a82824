// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.packages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** This system with a layer over it that takes every change and is gone with the process. */
final class ThrowAwayRoot {
    private static final String ENTER = """
            mount -t tmpfs tmpfs "$0" && cd "$0" && mkdir changes work root
            mount -t overlay overlay -o lowerdir=/,upperdir=changes,workdir=work root
            mount --rbind /proc root/proc && mount --rbind /dev root/dev
            cp "$1" root/lkos.deb
            exec chroot root sh -ec "$2"
            """;

    private ThrowAwayRoot() {}

    /** Runs a script as root there, which finds the package as {@code /lkos.deb}; {@code place} is an empty directory. */
    static Run run(Path place, Path deb, String script) {
        Machine.needsRoot();
        Machine.needsTool("dpkg");
        assumeTrue(enter(place, deb, "true").outcome().status() == 0, "no layer can be mounted over the file system");
        return enter(place, deb, script);
    }

    private static Run enter(Path place, Path deb, String script) {
        return new Run(List.of("unshare", "--mount", "sh", "-ec"))
                .arguments(ENTER, place, deb, script)
                .environment("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    }
}
