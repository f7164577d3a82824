// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.tooling.TeaVMToolException;

/** Native Java is C without warnings. */
class GeneratedCodeIT {
    @Test
    void acceptedFilesCompileWithoutWarnings(@TempDir Path classes, @TempDir Path output)
            throws IOException, InterruptedException, TeaVMToolException {
        new GoldenFolder("accepted").compile(classes, "-g");
        new Compilation(classes, output).run("golden.accepted.Main");
        new GeneratedC(output).compile();
    }
}
