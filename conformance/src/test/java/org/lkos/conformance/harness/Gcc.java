// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Compiles {@link CProgram}s once per content: the file name carries a digest of the sources and options. */
final class Gcc {
    /** Where programs and their headers are looked for, in this order. */
    private static final List<Path> SOURCES = Arrays.stream(
                    System.getProperty("lkos.apps").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private static final Path OUTPUT = Path.of(System.getProperty("lkos.work"), "apps");
    private static final List<String> C = List.of("gcc", "-std=gnu17");
    private static final List<String> CXX = List.of("g++", "-std=gnu++17");
    private static final List<String> OPTIONS =
            List.of("-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O1", "-g", "-pthread");
    private static final Map<CProgram, Path> COMPILED = new ConcurrentHashMap<>();

    private Gcc() {}

    static Path compile(CProgram program) {
        return COMPILED.computeIfAbsent(program, Gcc::compileUnlessCached);
    }

    private static Path compileUnlessCached(CProgram program) {
        try {
            Path target = OUTPUT.resolve(program.name() + "-" + digest(program));
            return Files.exists(target) ? target : compileTo(target, program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiled beside the target and moved, so that a second JVM never sees half a file. */
    private static Path compileTo(Path target, CProgram program) throws IOException {
        Files.createDirectories(OUTPUT);
        Path fresh = Files.createTempFile(OUTPUT, program.name(), ".new");
        Outcome gcc = new Run(command(fresh, program)).outcome();
        if (gcc.status() != 0) {
            Files.delete(fresh);
            throw new IllegalStateException(source(program) + " does not compile\n" + gcc);
        }
        return Files.move(fresh, target, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static List<String> command(Path output, CProgram program) {
        Path source = source(program);
        List<String> command = new ArrayList<>(source.toString().endsWith(".cc") ? CXX : C);
        command.addAll(OPTIONS);
        SOURCES.forEach(directory -> command.addAll(List.of("-I", directory.toString())));
        command.addAll(List.of("-I", InstallTree.headers().toString()));
        command.addAll(List.of("-o", output.toString(), source.toString()));
        command.addAll(program.options());
        return command;
    }

    private static Path source(CProgram program) {
        return SOURCES.stream()
                .flatMap(directory -> Stream.of(".c", ".cc").map(suffix -> directory.resolve(program.name() + suffix)))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + program.name()));
    }

    private static String digest(CProgram program) throws IOException {
        MessageDigest digest = sha256();
        digest.update(String.join(" ", command(Path.of("-"), program)).getBytes(UTF_8));
        digest.update(Files.readAllBytes(source(program)));
        for (Path header : headers()) {
            digest.update(Files.readAllBytes(header));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static List<Path> headers() throws IOException {
        List<Path> headers = new ArrayList<>();
        for (Path directory : SOURCES) {
            headers.addAll(headers(directory));
        }
        headers.addAll(headers(InstallTree.headers()));
        return headers;
    }

    private static List<Path> headers(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".h")).sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
