// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.lkos.bench.clock.Comparisons;
import org.lkos.bench.clock.Setting;
import org.lkos.bench.count.CallCosts;
import org.lkos.bench.count.LoadCosts;
import org.lkos.bench.count.OnloadCallCosts;
import org.lkos.bench.report.Figures;
import org.lkos.bench.report.Report;
import org.lkos.bench.report.Subject;
import org.lkos.conformance.harness.CProgram;
import org.lkos.conformance.harness.Companion;
import org.lkos.conformance.harness.Mode;

/**
 * Measures all, prints tables and writes a report. Arguments: quick or full, and the folder to write to. A companion keeps
 * receive stamping on, which is one switch for the whole machine, so that no neighbour turns it in between.
 */
public final class Bench {
    private Bench() {}

    /** Ends with an exception where something cannot be measured. */
    public static void main(String[] arguments) throws IOException {
        Setting setting = Setting.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        Companion stamping = Companion.of(CProgram.of("stamping_held").in(Mode.BARE));
        try {
            Report report = new Report(measure(setting));
            report.print(System.out);
            report.write(folder);
        } finally {
            stamping.close();
        }
        System.out.println("\nreport.json and report.html are in " + folder);
    }

    private static Figures measure(Setting setting) {
        return new Figures(
                Subject.here(setting.name().toLowerCase(Locale.ROOT)),
                CallCosts.all(),
                OnloadCallCosts.all(),
                LoadCosts.all(),
                Comparisons.all(setting));
    }
}
