// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.RunningProgram;

/** Servers and their clients, all of one mode: whatever it is, they serve the same. */
class ServersIT extends OnTwoHosts {
    private static final int PORT = 8080;

    @ParameterizedTest
    @EnumSource
    void redis(Mode mode) {
        Object[] options = {"--port", PORT, "--save", "", "--protected-mode", "no", "--dir", directory};
        serve(mode, "Ready to accept", Words.of("redis-server", options));
        ask(mode, "redis-benchmark", "-h", address(), "-p", PORT, "-n", 5000, "-c", 50, "-P", 4, "-q");
        String script = "local n = 0 for i = 1, 1000 do n = n + redis.call('incrby', 'sum', i) end return n";
        assertEquals(List.of("167167000"), redisCli(mode, "eval", script, 0));
        assertEquals(List.of("500500"), redisCli(mode, "get", "sum"));
    }

    @ParameterizedTest
    @EnumSource
    void nginx(Mode mode) throws IOException {
        Path file = Files.write(directory.resolve("file"), randomBytes());
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, configuration());
        RunningProgram server = serve(mode, "start worker process \\d", "nginx", "-c", configuration);
        String url = "http://" + address() + ":" + PORT + "/file";
        Outcome load = ask(mode, "wrk", "-t2", "-c50", "-d1s", url);
        assertTrue(load.toString().contains(" requests in "), load::toString);
        assertFalse(load.toString().matches("(?s).*(Socket errors|Non-2xx).*"), load::toString);
        Path copy = directory.resolve("copy");
        ask(mode, "curl", "--silent", "--show-error", "--fail", "--output", copy, url);
        assertEquals(-1, Files.mismatch(file, copy));
        assertFalse(server.lines().stream().anyMatch(line -> line.matches(".*\\[(error|crit|alert)\\].*")));
    }

    @ParameterizedTest
    @EnumSource
    void memcached(Mode mode) {
        String questions = "exec 3<>/dev/tcp/" + address() + "/" + PORT
                + "; for i in {1..1000}; do printf 'set k%d 0 0 5 noreply\\r\\nv%04d\\r\\n' $i $i; done >&3"
                + "; printf 'get k1 k1000\\r\\nincr k1 1\\r\\nquit\\r\\n' >&3; tr -d '\\r' <&3";
        serve(mode, "server listening", "memcached", "-vv", "-u", "root", "-l", address(), "-p", PORT);
        assertEquals(
                List.of(
                        "VALUE k1 0 5",
                        "v0001",
                        "VALUE k1000 0 5",
                        "v1000",
                        "END",
                        "CLIENT_ERROR cannot increment or decrement non-numeric value"),
                ask(mode, "bash", "-c", questions).out());
    }

    private List<String> redisCli(Mode mode, Object... request) {
        return ask(mode, Words.of("redis-cli", "-h", address(), "-p", PORT, request))
                .out();
    }

    private String configuration() {
        String temporary = List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
                .map(name -> name + "_temp_path " + directory.resolve(name) + ";\n")
                .reduce("", String::concat);
        return "daemon off;\nuser root;\nworker_processes 2;\nerror_log stderr notice;\npid " + directory.resolve("pid")
                + ";\nevents {}\nhttp {\naccess_log off;\nsendfile on;\nroot " + directory + ";\n" + temporary
                + "server { listen " + PORT + "; }\n}\n";
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[1_000_000];
        new Random(0).nextBytes(bytes);
        return bytes;
    }
}
