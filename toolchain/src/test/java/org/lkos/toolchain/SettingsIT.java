// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.tooling.TeaVMToolException;

/** What a build can set up wrongly, so that the rules would see nothing. */
class SettingsIT {
    @Test
    void classesWithoutDebugInformationAreRefused(@TempDir Path classes, @TempDir Path output)
            throws IOException, TeaVMToolException {
        new GoldenFolder("stripped").compile(classes, "-g:none");
        List<Complaint> complaints = new Compilation(classes, output).run("golden.stripped.Main");
        assertTrue(complaints.stream().anyMatch(one -> one.text().contains("was compiled without -g")));
    }

    @Test
    void localsWithoutNamesKeepNoOrder(@TempDir Path classes, @TempDir Path output)
            throws IOException, TeaVMToolException {
        new GoldenFolder("stripped").compile(classes, "-g:lines");
        List<Complaint> complaints = new Compilation(classes, output).run("golden.stripped.Main");
        assertEquals(1, complaints.size());
        assertTrue(complaints.get(0).text().contains("another order"));
    }

    @Test
    void theNativePackageMustBeNamed(@TempDir Path classes, @TempDir Path output) {
        Compilation unnamed = new Compilation(classes, output).without("native.package");
        assertThrows(IllegalStateException.class, () -> unnamed.run("golden.stripped.Main"));
    }
}
