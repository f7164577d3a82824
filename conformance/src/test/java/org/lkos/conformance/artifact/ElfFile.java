// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.artifact;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Run;

/** A shared library as {@code readelf} describes it. */
record ElfFile(Path path) {
    /** Number, value, size, type, binding, visibility, section, name and version. */
    private static final Pattern SYMBOL =
            Pattern.compile("\\d+: \\p{XDigit}+ +\\S+ \\w+ +\\w+ +\\w+ +(\\w+) +([^\\s@]+)(@\\S+)?.*");

    private static final Pattern SEGMENT = Pattern.compile("(\\w+) +(?:0x\\p{XDigit}+ +){5}([RWE ]{3}) .*");
    private static final Pattern TAG = Pattern.compile("0x\\p{XDigit}+ \\((\\w+)\\) +(.*)");

    /** A dynamic symbol; an undefined one is imported. */
    record Symbol(String name, boolean undefined, String version) {}

    /** A program header, with its flags such as "R E". */
    record Segment(String type, String flags) {}

    SortedSet<String> exports() {
        return dynamicSymbols()
                .filter(symbol -> !symbol.undefined())
                .map(Symbol::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Symbol> imports() {
        return dynamicSymbols().filter(Symbol::undefined).toList();
    }

    /** Every name in every symbol table, debugging ones included. */
    List<String> names() {
        return matches(SYMBOL, "--symbols").map(match -> match.group(2)).toList();
    }

    List<Segment> segments() {
        return matches(SEGMENT, "--segments")
                .map(match -> new Segment(match.group(1), match.group(2)))
                .toList();
    }

    List<String> tags(String name) {
        return matches(TAG, "--dynamic")
                .filter(match -> match.group(1).equals(name))
                .map(match -> match.group(2))
                .toList();
    }

    private Stream<Symbol> dynamicSymbols() {
        return matches(SYMBOL, "--dyn-syms").map(ElfFile::symbol);
    }

    private static Symbol symbol(MatchResult match) {
        String version = match.group(3);
        return new Symbol(match.group(2), match.group(1).equals("UND"), version == null ? "" : version);
    }

    private Stream<MatchResult> matches(Pattern pattern, String table) {
        Machine.needsTool("readelf");
        List<String> command = List.of("readelf", "--wide", table, path.toString());
        return new Run(command)
                .outcome().succeeded().out().stream()
                        .map(line -> pattern.matcher(line.strip()))
                        .filter(Matcher::matches)
                        .map(Matcher::toMatchResult);
    }
}
