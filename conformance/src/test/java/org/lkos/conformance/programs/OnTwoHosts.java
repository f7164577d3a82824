// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lkos.conformance.harness.JoinedHosts;
import org.lkos.conformance.harness.Machine;
import org.lkos.conformance.harness.Mode;
import org.lkos.conformance.harness.Outcome;
import org.lkos.conformance.harness.RunningProgram;

/** A server on one host and its clients on the other; ports are theirs alone. */
abstract class OnTwoHosts {
    /** For what the programs keep in files. */
    @TempDir
    protected Path directory;

    private final List<RunningProgram> servers = new ArrayList<>();
    private JoinedHosts hosts;

    @BeforeEach
    void openHosts() {
        hosts = JoinedHosts.open();
    }

    @AfterEach
    void closeHosts() {
        servers.forEach(RunningProgram::close);
        if (hosts != null) {
            hosts.close();
        }
    }

    /** The server's address. */
    protected String address() {
        return hosts.first().ipv4();
    }

    /** Starts a server, which ends with the test, and waits until it prints a line with {@code ready} in it. */
    protected RunningProgram serve(Mode mode, String ready, Object... command) {
        RunningProgram server = start(mode, command);
        server.awaitLine(ready);
        return server;
    }

    /** The same for one that does not say when it is ready: waits until it has bound {@code port}. */
    protected void serve(Mode mode, int port, Object... command) {
        start(mode, command);
        String bound = "until ss -Hlnut src :" + port + " | grep -q .; do sleep 0.01; done";
        hosts.first().run(Mode.BARE, "sh", "-c", bound).outcome().succeeded();
    }

    /** Runs a client to its end, which has to be a good one. */
    protected Outcome ask(Mode mode, Object... command) {
        Machine.needsTool(command[0].toString());
        return hosts.second().run(mode, command).outcome().succeeded();
    }

    private RunningProgram start(Mode mode, Object... command) {
        Machine.needsTool(command[0].toString());
        RunningProgram server = hosts.first().run(mode, command).started();
        servers.add(server);
        return server;
    }
}
