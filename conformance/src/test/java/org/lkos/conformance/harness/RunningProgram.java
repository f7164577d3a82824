// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/** A process that goes on until it is closed, and is waited for by what it prints, on either stream. */
public final class RunningProgram implements AutoCloseable {
    private final String command;
    private final Process process;
    private final Duration limit;
    private final BlockingQueue<Optional<String>> printed = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    RunningProgram(String command, Process process, Duration limit) {
        this.command = command;
        this.process = process;
        this.limit = limit;
        Thread reader = new Thread(this::read, command);
        reader.setDaemon(true);
        reader.start();
    }

    /** The next line in which {@code pattern} is found. That none comes, in time or at all, fails the test. */
    public String awaitLine(String pattern) {
        Pattern sought = Pattern.compile(pattern);
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = next(deadline, pattern);
            seen.add(line);
            if (sought.matcher(line).find()) {
                return line;
            }
        }
    }

    /** All lines so far. */
    public List<String> lines() {
        List<Optional<String>> waiting = new ArrayList<>();
        printed.drainTo(waiting);
        waiting.stream().flatMap(Optional::stream).forEach(seen::add);
        return List.copyOf(seen);
    }

    /** Ends the process, and those it started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next(long deadline, String awaited) {
        try {
            Optional<String> line = printed.poll(deadline - System.nanoTime(), NANOSECONDS);
            if (line != null && line.isPresent()) {
                return line.get();
            }
            throw new AssertionFailedError(command + (line == null ? " goes on" : " ended") + " without a line of "
                    + awaited + "\n" + String.join("\n", seen));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            output.lines().map(Optional::of).forEach(printed::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            printed.add(Optional.of("unreadable: " + e));
        }
        printed.add(Optional.empty());
    }
}
