// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.robustness;

import static org.junit.jupiter.api.parallel.ResourceAccessMode.READ;
import static org.lkos.conformance.harness.Transparency.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** The library twice in LD_PRELOAD behaves as once, be the second the same file or a copy. */
@ResourceLock(value = Machine.RECEIVE_STAMPING, mode = READ)
class PreloadedTwiceIT {
    private static final Object[] EVERY_CALL = {"main"};
    private static final Object[] HARDWARE_STAMPS = {"recvmsg", 37, "0x74", "udp", "ipv4"};

    @Test
    void sameFileTwice() {
        assertAsOnce(CProgram.of("context").linkedToOnload(), InstallTree.library(), EVERY_CALL);
    }

    @Test
    void copyBehindTheOriginal(@TempDir Path elsewhere) throws IOException {
        Path copy = Files.copy(InstallTree.library(), elsewhere.resolve("liblkos.so"));
        assertAsOnce(CProgram.of("context").linkedToOnload(), copy, EVERY_CALL);
        assertAsOnce(CProgram.of("receive_stamps"), copy, HARDWARE_STAMPS);
    }

    @Test
    void emulatingFileTwice() {
        assertEmulatesAsOnce(InstallTree.emulatingLibrary());
    }

    @Test
    void copyBehindTheEmulatingOriginal(@TempDir Path elsewhere) throws IOException {
        Path copy = Files.copy(InstallTree.emulatingLibrary(), elsewhere.resolve("libonload.so"));
        assertEmulatesAsOnce(copy);
    }

    @Test
    void plainBehindTheEmulating() {
        assertEmulatesAsOnce(InstallTree.library());
    }

    @Test
    void emulatingBehindThePlain() {
        assertAsOnce(CProgram.of("context").linkedToOnload(), InstallTree.emulatingLibrary(), EVERY_CALL);
        assertAsOnce(CProgram.of("receive_stamps"), InstallTree.emulatingLibrary(), HARDWARE_STAMPS);
    }

    private static void assertEmulatesAsOnce(Path second) {
        assertEmulatesAsOnce(CProgram.of("context").linkedToOnload(), second, EVERY_CALL);
        assertEmulatesAsOnce(CProgram.of("receive_stamps"), second, HARDWARE_STAMPS);
    }

    private static void assertEmulatesAsOnce(CProgram program, Path second, Object... arguments) {
        assertSame(
                program.in(Mode.EMULATE).arguments(arguments).outcome().succeeded(),
                program.in(Mode.EMULATE)
                        .preloading(InstallTree.emulatingLibrary(), second)
                        .arguments(arguments)
                        .outcome());
    }

    private static void assertAsOnce(CProgram program, Path second, Object... arguments) {
        assertSame(
                program.in(Mode.STUB).arguments(arguments).outcome().succeeded(),
                program.in(Mode.STUB)
                        .preloading(InstallTree.library(), second)
                        .arguments(arguments)
                        .outcome());
    }
}
