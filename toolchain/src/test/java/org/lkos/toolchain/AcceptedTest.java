// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.tooling.TeaVMToolException;

/** What the files of golden/accepted do is native Java: nobody complains, and what they export is listed. */
class AcceptedTest {
    @Test
    void nativeJavaPassesAndItsExportsAreListed(@TempDir Path classes, @TempDir Path output)
            throws IOException, TeaVMToolException {
        new GoldenFolder("accepted").compile(classes, "-g");
        Path exports = output.resolve("lists/exports.txt");

        List<Complaint> complaints = new Compilation(classes, output)
                .with("native.exports", exports.toString())
                .run("golden.accepted.Main");

        assertEquals(List.of(), complaints);
        assertEquals(List.of("golden_handle", "golden_next"), Files.readAllLines(exports));
    }
}
