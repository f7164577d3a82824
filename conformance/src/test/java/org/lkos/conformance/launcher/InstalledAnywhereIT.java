// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/** The install tree works where it is copied to, and the launcher finds it however it is called. */
class InstalledAnywhereIT {
    private static final Path WORLD = CProgram.of("world").file();

    @TempDir
    Path place;

    @ParameterizedTest
    @MethodSource
    void treeIsCopied(Shell shell, String name) {
        assertPreloads(shell.run(copyTree(name).resolve("bin/onload")));
    }

    static Stream<Arguments> treeIsCopied() {
        return Shell.each("plain", "with two  spaces", "quote'\"$x", "-dash");
    }

    @ParameterizedTest
    @MethodSource
    void treeThatNoLibraryPathCanNameIsRefused(Shell shell, String name) {
        Path tree = copyTree(name);
        Outcome outcome =
                shell.run(tree.resolve("bin/onload")).arguments("true").outcome();
        assertRefused(tree + ": the dynamic loader takes no library path with a colon or semicolon in it", outcome);
    }

    static Stream<Arguments> treeThatNoLibraryPathCanNameIsRefused() {
        return Shell.each("colon:", "semi;colon");
    }

    @EveryShell
    void treeWithoutTheLibraryIsRefused(Shell shell) throws IOException {
        Path tree = copyTree("incomplete");
        Files.delete(tree.resolve("lib/liblkos.so"));
        Outcome outcome =
                shell.run(tree.resolve("bin/onload")).arguments("true").outcome();
        assertRefused(tree + "/lib/liblkos.so is missing", outcome);
    }

    @EveryShell
    void linksAreFollowed(Shell shell) throws IOException {
        Path first = Files.createSymbolicLink(
                place.resolve("first"), copyTree("tree").resolve("bin/onload"));
        Path second = Files.createSymbolicLink(place.resolve("second"), place.relativize(first));
        assertPreloads(shell.run(second));
    }

    @EveryShell
    void launcherIsFoundOnThePath(Shell shell) {
        String path = InstallTree.launcher().getParent() + ":" + System.getenv("PATH");
        assertPreloads(shell.line("exec onload \"$@\"", "-").environment("PATH", path));
    }

    @EveryShell
    void launcherIsCalledFromItsDirectory(Shell shell) {
        Path directory = InstallTree.launcher().getParent();
        assertPreloads(shell.line("cd \"$0\" && exec ./onload \"$@\"", directory));
        assertPreloads(shell.line("cd \"$0\" && exec sh onload \"$@\"", directory));
        assertPreloads(shell.line("cd \"$0\" && PATH=:$PATH && exec onload \"$@\"", directory));
    }

    private static void assertPreloads(Run launcher) {
        assertEquals(
                List.of("mapped yes"),
                launcher.arguments(WORLD).outcome().succeeded().out());
    }

    private static void assertRefused(String message, Outcome outcome) {
        assertEquals(1, outcome.status(), outcome::toString);
        assertEquals(List.of("onload: " + message), outcome.err());
    }

    private Path copyTree(String name) {
        Path tree = place.resolve(name);
        Path original = InstallTree.libraries().getParent();
        new Run(List.of("cp", "-a", original.toString(), tree.toString()))
                .outcome()
                .succeeded();
        return tree;
    }
}
