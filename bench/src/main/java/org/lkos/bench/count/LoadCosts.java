// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Run;

/** Measures {@link LoadCost}, beside the same program without the library. */
public final class LoadCosts {
    /** The most that liblkos.so may add. */
    static final int MOST_INSTRUCTIONS = 25_000;

    static final int MOST_PRIVATE_KIB = 12;

    private static final Path TRUE = Path.of("/bin/true");
    private static final Pattern RELOCATION = Pattern.compile("[0-9a-f]{16} .* R_\\w+ .*");

    private LoadCosts() {}

    /** Of each variant. */
    public static List<LoadCost> all() {
        return List.of(Variant.values()).stream().map(LoadCosts::of).toList();
    }

    static LoadCost of(Variant variant) {
        return new LoadCost(
                variant.toString(),
                Callgrind.ofProgram(doingNothing(variant)) - Callgrind.ofProgram(doingNothingPlainly(variant)),
                relocations(variant),
                exports(variant),
                systemCalls(doingNothing(variant)) - systemCalls(doingNothingPlainly(variant)),
                added(variant, "memory"),
                added(variant, "mallocs"),
                added(variant, "descriptors"),
                added(variant, "threads"));
    }

    /** A program of this machine's where one can be had: preloading is for such. */
    private static Run doingNothing(Variant variant) {
        return variant.isPreloaded()
                ? variant.mode().run(TRUE)
                : variant.program().in(variant.mode());
    }

    private static Run doingNothingPlainly(Variant variant) {
        return variant.isPreloaded() ? Mode.BARE.run(TRUE) : Variant.plain().in(Mode.BARE);
    }

    private static long added(Variant variant, String what) {
        return looked(variant.program().in(variant.mode()), what)
                - looked(Variant.plain().in(Mode.BARE), what);
    }

    private static long looked(Run program, String what) {
        List<String> facts = program.arguments("look").outcome().succeeded().facts(what);
        return Long.parseLong(facts.get(0));
    }

    private static long systemCalls(Run run) {
        return Strace.count(run).values().stream().reduce(0L, Long::sum);
    }

    private static long relocations(Variant variant) {
        long all = relocations(variant.file());
        return variant == Variant.STATIC ? all - relocations(Variant.plain().file()) : all;
    }

    private static long relocations(Path file) {
        return lines("readelf", "--relocs", "--wide", file.toString())
                .filter(RELOCATION.asMatchPredicate())
                .count();
    }

    private static long exports(Variant variant) {
        long all = exports(variant.file());
        return variant == Variant.STATIC ? all - exports(Variant.plain().file()) : all;
    }

    private static long exports(Path file) {
        return lines("nm", "--dynamic", "--defined-only", file.toString()).count();
    }

    private static Stream<String> lines(String... command) {
        return new Run(List.of(command)).outcome().succeeded().out().stream();
    }
}
