// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/** A program that runs beside a test: its first line says that it is ready, and the end of its input ends it. */
public final class Companion implements AutoCloseable {
    private final Process process;

    private Companion(Process process) {
        this.process = process;
    }

    /** Starts {@code run} and waits until it is ready. */
    public static Companion of(Run run) {
        try {
            Process process = run.process().redirectError(Redirect.INHERIT).start();
            String ready = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (ready == null) {
                throw new IllegalStateException("a companion ended before it was ready");
            }
            return new Companion(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
