// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lkos.conformance.harness.JoinedHosts;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.Run;

/**
 * Python's own tests of sockets, under each mode: every test ends as it does without the library. Which modules, {@code
 * -Dlkos.python.modules} tells. They wait more than they work, so the modes run side by side, each on a host of its own.
 * Their time limits are short for a busy machine: those that end otherwise are run once more, and alone.
 */
class PythonSuiteIT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<String> MODULES =
            List.of(System.getProperty("lkos.python.modules", "test_socket test_socketserver test_select test_epoll")
                    .split(" "));

    @Test
    void everyTestEndsTheSame() {
        assumeTrue(ask("--list-tests", "test_socket").status() == 0, "Python's tests are not installed");
        try (JoinedHosts hosts = JoinedHosts.open();
                JoinedHosts more = JoinedHosts.open()) {
            Map<Mode, JoinedHosts.Host> places =
                    Map.of(Mode.BARE, hosts.first(), Mode.STUB, hosts.second(), Mode.EMULATE, more.first());
            Map<Mode, Map<String, String>> verdicts = inParallel(places, List.of());
            assertTrue(verdicts.get(Mode.BARE).size() > 100, verdicts::toString);
            List<String> options = new ArrayList<>();
            differing(verdicts).forEach(name -> options.addAll(List.of("-m", name)));
            if (!options.isEmpty()) {
                Map<Mode, Map<String, String>> again = inParallel(places, options);
                assertEquals(again.get(Mode.BARE), again.get(Mode.STUB));
                assertEquals(again.get(Mode.BARE), again.get(Mode.EMULATE));
            }
        }
    }

    private static Map<Mode, Map<String, String>> inParallel(Map<Mode, JoinedHosts.Host> places, List<String> options) {
        Map<Mode, CompletableFuture<Map<String, String>>> running = places.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        place -> CompletableFuture.supplyAsync(
                                () -> verdicts(place.getValue(), place.getKey(), options))));
        return running.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    /** Tests over virtual machines' sockets are left out: where the host answers none of them, they wait for ever. */
    private static Map<String, String> verdicts(JoinedHosts.Host host, Mode mode, List<String> options) {
        Outcome outcome = host.run(mode, PYTHON, "-m", "test", "-v", "-i", "*VSOCK*")
                .arguments(options.toArray())
                .arguments(MODULES.toArray())
                .limit(Duration.ofSeconds(110))
                .outcome();
        assertTrue(outcome.status() != Outcome.TIMED_OUT, outcome::toString);
        return PythonVerdicts.of(outcome.out());
    }

    private static Set<String> differing(Map<Mode, Map<String, String>> verdicts) {
        Map<String, String> bare = verdicts.get(Mode.BARE);
        Set<String> names = new TreeSet<>(bare.keySet());
        verdicts.values().forEach(own -> names.addAll(own.keySet()));
        Function<String, Set<String>> ends = name -> verdicts.values().stream()
                .map(own -> String.valueOf(own.get(name)))
                .collect(java.util.stream.Collectors.toSet());
        names.removeIf(name -> ends.apply(name).size() == 1);
        return names;
    }

    private static Outcome ask(String... options) {
        return new Run(List.of(PYTHON, "-m", "test"))
                .arguments(Arrays.stream(options).toArray())
                .outcome();
    }
}
