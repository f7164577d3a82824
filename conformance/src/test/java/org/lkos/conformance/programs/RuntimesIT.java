// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;

/** Language runtimes, which make their system calls in ways of their own. */
class RuntimesIT extends OnTwoHosts {
    private static final List<String> ALL = List.of("500 requests came back", "500 datagrams came back");

    @ParameterizedTest
    @EnumSource
    void jvm(Mode mode) throws URISyntaxException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assertEquals(
                ALL, ask(mode, java, resource("JvmServer.java"), "127.0.0.1").out());
    }

    @ParameterizedTest
    @EnumSource
    void node(Mode mode) throws URISyntaxException {
        Machine.needsTool("node");
        assertEquals(ALL, ask(mode, "node", resource("server.js"), "127.0.0.1").out());
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(RuntimesIT.class.getResource("/programs/" + name).toURI());
    }
}
