// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The Debian package: well made, complete, gone without a trace, and no trouble for one of Onload's own. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class DebianPackageIT {
    private static final String OUR_FILES =
            "\\./usr/(lib/lkos/.*|bin/lkos-onload|share/doc/lkos/.*|share/man/man[1-9]/lkos[^/]*\\.gz)";

    /** Another package with the command of that name, as {@code /onload.deb}. */
    private static final String MAKE_ONLOAD = """
            mkdir -p /onload/DEBIAN /onload/usr/bin
            printf '%s\\n' 'Package: onload' 'Version: 9' 'Architecture: all' 'Description: x' 'Maintainer: x <x@x>' \
                >/onload/DEBIAN/control
            printf '%s\\n' '#!/bin/sh' 'echo of Onload' >/onload/usr/bin/onload
            chmod 755 /onload/usr/bin/onload
            dpkg-deb --build /onload /onload.deb >/dev/null
            """;

    @TempDir
    Path place;

    @Test
    void lintianIsContent() throws IOException {
        Machine.needsTool("lintian");
        Outcome lintian = new Run(List.of("lintian", "--fail-on", "error,warning"))
                .arguments(Download.DEB.ours())
                .outcome();
        assertEquals(0, lintian.status(), lintian::toString);
    }

    @Test
    void everyPathIsOurs() throws IOException {
        List<String> files = Download.DEB.listing(Download.DEB.ours());
        assertTrue(files.contains("./usr/lib/lkos/bin/onload"), files::toString);
        assertEquals(
                List.of(),
                files.stream().filter(file -> !file.matches(OUR_FILES)).toList());
    }

    @Test
    void installedDemoRuns() throws IOException {
        List<String> demo =
                in("dpkg -i /lkos.deb >/dev/null; cd /; onload --demo 2").out();
        assertTrue(demo.contains("2 of 2 packets carry a hardware timestamp."), demo::toString);
    }

    @Test
    void applicationsAreCompiledAgainstIt() throws IOException {
        List<String> lines = in("""
                        dpkg -i /lkos.deb >/dev/null
                        gcc -I/usr/lib/lkos/include /usr/share/doc/lkos/examples/onload-demo.c \\
                            -L/usr/lib/lkos/lib -lonload_ext -o /demo
                        lkos-onload -p latency /demo 1
                        """).out();
        assertTrue(lines.contains("1 of 1 packets carry a hardware timestamp."), lines::toString);
    }

    @Test
    void manualIsFoundUnderTheUsualName() throws IOException {
        assertEquals(
                List.of("/usr/share/man/man8/lkos-onload.8.gz", "/usr/share/man/man7/lkos.7.gz"),
                in("""
                        dpkg -i /lkos.deb >/dev/null
                        readlink -f /usr/share/man/man8/onload.8.gz
                        readlink -f /usr/share/man/man7/lkos.7.gz
                        """).out());
    }

    @Test
    void nothingIsLeftWhenItIsRemoved() throws IOException {
        assertEquals(List.of(), in("""
                        traces() { find /etc /usr /var/lib/dpkg/alternatives -path '*lkos*' -o -name '*onload*'; }
                        traces >/before
                        dpkg -i /lkos.deb >/dev/null
                        dpkg -i /lkos.deb >/dev/null
                        dpkg --remove lkos >/dev/null
                        traces >/after
                        diff /before /after
                        """).out());
    }

    @Test
    void onloadInstalledBeforeKeepsItsCommand() throws IOException {
        assertEquals(
                List.of("of Onload", "of LKOS", "of Onload"),
                in(MAKE_ONLOAD + """
                                dpkg -i /onload.deb >/dev/null
                                dpkg -i /lkos.deb >/dev/null
                                onload; lkos-onload echo of LKOS
                                dpkg --remove lkos >/dev/null
                                onload
                                """).out());
    }

    @Test
    void onloadInstalledLaterGetsItsCommand() throws IOException {
        assertEquals(
                List.of("of LKOS", "of Onload", "of LKOS"),
                in(MAKE_ONLOAD + """
                                dpkg -i /lkos.deb >/dev/null
                                onload echo of LKOS
                                dpkg -i /onload.deb >/dev/null
                                onload
                                dpkg --remove onload >/dev/null
                                lkos-onload echo of LKOS
                                dpkg --remove lkos >/dev/null
                                """).out());
    }

    private Outcome in(String script) throws IOException {
        return ThrowAwayRoot.run(place, Download.DEB.ours(), script).outcome().succeeded();
    }
}
