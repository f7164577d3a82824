// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lkos.conformance.abi.Reference.OnloadFunction;
import org.lkos.conformance.harness.InstallTree;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/**
 * Every function answers the same however it is bound, from C and C++, and a preloaded library is found whenever there
 * is one: only then do some functions look at their descriptors.
 */
class LinkageIT {
    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheReference(Toolchain toolchain, Linkage linkage, Mode mode, @TempDir Path place) {
        Path program = toolchain.build(place.resolve("program"), "every_function", linkage.options());
        List<String> answers = run(program, mode).outcome().succeeded().out();
        boolean reached = mode != Mode.BARE && !linkage.isStatic();
        boolean absent = mode == Mode.BARE && linkage.needsPreload();
        assertAnswers(function -> absent ? "absent" : answer(function, reached, linkage), answers);
    }

    private static String answer(OnloadFunction function, boolean reached, Linkage linkage) {
        boolean other = function.takesIovecs() && linkage == Linkage.SHARED_8_0_0;
        return reached && !other ? function.answerPreloaded() : function.answer();
    }

    @ParameterizedTest
    @EnumSource(names = {"BARE", "STUB"})
    void answersAsTheReferenceFromALibrary(Mode mode, @TempDir Path place) {
        Path library = library(place);
        Path program = Toolchain.C.build(place.resolve("program"), "library_user", "-Wl,--no-as-needed", library);
        assertAnswers(
                mode != Mode.BARE, run(program, mode).outcome().succeeded().out());
    }

    @ParameterizedTest
    @EnumSource(names = {"BARE", "STUB"})
    void answersAsTheReferenceFromALibraryThatIsOpened(Mode mode, @TempDir Path place) {
        Path program = Toolchain.C.build(place.resolve("program"), "library_user");
        Run run = run(program, mode).arguments(library(place));
        assertAnswers(mode != Mode.BARE, run.outcome().succeeded().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"libonload.so", "liblkos.so libonload.so", "libonload.so liblkos.so"})
    void preloadGoesByItsOtherNameToo(String names, @TempDir Path place) {
        Path program = Toolchain.C.build(place.resolve("program"), "every_function", Linkage.SHARED.options());
        List<Path> preloads = Stream.of(names.split(" "))
                .map(InstallTree.libraries()::resolve)
                .toList();
        assertAnswers(true, new Run(program, preloads).outcome().succeeded().out());
    }

    /** Those that act, and those that say by their mere answer that nothing is accelerated, are not logged. */
    @ParameterizedTest
    @EnumSource
    void whatIsNotEmulatedIsLogged(Mode mode, @TempDir Path place) {
        Path program = Toolchain.C.build(place.resolve("program"), "every_function", Linkage.SHARED.options());
        List<String> log = run(program, mode)
                .environment("LKOS_LOG_FD", 2)
                .outcome()
                .succeeded()
                .err();
        List<String> expected = new ArrayList<>(List.of("lkos: loaded, stub mode"));
        Reference.functions().stream()
                .filter(function -> !function.isEmulated())
                .map(OnloadFunction::name)
                .filter(name -> !name.matches(".*(_present|_fd_stat|_epoll_wait|_nonaccel)"))
                .forEach(name -> expected.add("lkos: " + name + " is not emulated"));
        assertEquals(String.join("\n", expected), String.join("\n", log));
    }

    /** A library that has the archive in it. */
    private static Path library(Path place) {
        return Toolchain.C.build(
                place.resolve("libapplication.so"),
                "every_function",
                "-DLIBRARY",
                "-shared",
                "-fPIC",
                "-Wl,-z,defs",
                Linkage.archive());
    }

    static Stream<Arguments> cases() {
        return Stream.of(Toolchain.C, Toolchain.CXX)
                .flatMap(toolchain -> Stream.of(Linkage.values())
                        .flatMap(linkage ->
                                Stream.of(Mode.BARE, Mode.STUB).map(mode -> Arguments.of(toolchain, linkage, mode))));
    }

    private static Run run(Path program, Mode mode) {
        return new Run(program, mode == Mode.BARE ? List.of() : List.of(InstallTree.library()));
    }

    private static void assertAnswers(boolean preloadReached, List<String> answers) {
        assertAnswers(function -> preloadReached ? function.answerPreloaded() : function.answer(), answers);
    }

    private static void assertAnswers(Function<OnloadFunction, String> answer, List<String> answers) {
        List<String> expected = Reference.functions().stream()
                .map(function -> function.name() + " " + answer.apply(function))
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", answers));
    }
}
