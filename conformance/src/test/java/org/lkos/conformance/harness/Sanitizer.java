// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the libraries under test were compiled to watch in themselves. A report ends the program with a status of its own, so
 * that no test takes it for a result.
 */
public enum Sanitizer {
    /** Nothing: the libraries are the shipped ones. */
    NONE {
        @Override
        List<String> runtimes() {
            return List.of();
        }
    },

    /** Addresses, and behaviour that C leaves undefined. */
    ADDRESS {
        @Override
        List<String> runtimes() {
            return List.of("libasan.so", "libubsan.so");
        }
    },

    /** Threads that access the same memory without any order. */
    THREAD {
        @Override
        List<String> runtimes() {
            return List.of("libtsan.so");
        }
    };

    /** The one of this test run. */
    static final Sanitizer CURRENT =
            valueOf(System.getProperty("lkos.sanitizer", "none").toUpperCase(Locale.ROOT));

    private static final String REPORTED = ":halt_on_error=1:abort_on_error=0:exitcode=88:print_stacktrace=1";

    /**
     * Behind our library, so that its interceptors see what we ask of the kernel: which of our memory it writes. Leaks are not
     * looked for: we have no heap, and the application's are not ours.
     */
    Map<String, String> environment() {
        String suppressions = Path.of(System.getProperty("lkos.sanitizers"))
                .resolve("thread.supp")
                .toString();
        return Map.of(
                "ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0" + REPORTED,
                "UBSAN_OPTIONS", "print_stacktrace=1" + REPORTED,
                "TSAN_OPTIONS", "report_signal_unsafe=0:suppressions=" + suppressions + REPORTED);
    }

    abstract List<String> runtimes();

    /** Where gcc has the runtimes. */
    List<Path> libraries() {
        return runtimes().stream().map(Sanitizer::find).toList();
    }

    private static Path find(String name) {
        Run gcc = new Run(List.of("gcc", "-print-file-name=" + name));
        return Path.of(gcc.outcome().succeeded().out().get(0));
    }
}
