// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One process: its command, its preloaded libraries, an environment of its own and a time limit. */
public final class Run {
    /** Of what should never end: long, for a machine that is busy with other things. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory = Path.of("");
    private Duration limit = LIMIT;

    /** A run of {@code program} with {@code preloads} in this order. */
    public Run(Path program, List<Path> preloads) {
        this(List.of(program.toString()));
        environment.put("LD_LIBRARY_PATH", InstallTree.libraries().toString());
        Sanitizer.CURRENT.environment().forEach(this::environment);
        preload(preloads);
    }

    /** A run of any command of this machine, with nothing of ours. */
    public Run(List<String> command) {
        this.command.addAll(command);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LC_ALL", "C");
    }

    /** Adds arguments to the command. */
    public Run arguments(Object... arguments) {
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return this;
    }

    /** Sets one variable of the environment. */
    public Run environment(String name, Object value) {
        environment.put(name, String.valueOf(value));
        return this;
    }

    /** Runs there, not where the tests do. */
    public Run directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /** May take so long, on a machine that is not slow. */
    public Run limit(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** Preloads exactly these libraries, in this order. */
    public Run preloading(Path... libraries) {
        preload(List.of(libraries));
        return this;
    }

    /** Runs the command as the last words of another, such as a tracer, which is preloaded no less. */
    public Run under(String... tracer) {
        command.addAll(0, List.of(tracer));
        return this;
    }

    /** Runs to the end; a process that exceeds the limit is killed and fails the test. */
    public Outcome outcome() {
        try {
            return toTheEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, to go on until it is closed. */
    public RunningProgram started() {
        try {
            Process started = process()
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .start();
            return new RunningProgram(String.join(" ", command), started, limit());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome toTheEnd() throws IOException, InterruptedException {
        Path out = Files.createTempFile("lkos", ".out");
        Path err = Files.createTempFile("lkos", ".err");
        try {
            int status = exitStatus(start(out, err));
            return new Outcome(String.join(" ", command), status, Files.readAllLines(out), Files.readAllLines(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Process start(Path out, Path err) throws IOException {
        return process()
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** The process to be, its streams still to be decided. */
    ProcessBuilder process() {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private int exitStatus(Process process) throws InterruptedException {
        if (process.waitFor(limit().toMillis(), MILLISECONDS)) {
            return process.exitValue();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return Outcome.TIMED_OUT;
    }

    private Duration limit() {
        return limit.multipliedBy(Long.parseLong(System.getenv().getOrDefault("LKOS_TEST_SLOWNESS", "1")));
    }

    private void preload(List<Path> libraries) {
        List<Path> all = new ArrayList<>(libraries);
        all.addAll(Sanitizer.CURRENT.libraries());
        environment.remove("LD_PRELOAD");
        if (!all.isEmpty()) {
            environment.put("LD_PRELOAD", all.stream().map(Path::toString).collect(joining(":")));
        }
    }
}
