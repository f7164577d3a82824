// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import org.lkos.bench.clock.Comparison;
import org.lkos.bench.count.CallCost;
import org.lkos.bench.count.LoadCost;
import org.lkos.bench.count.OnloadCallCost;

/** All that was measured; its components are those of the JSON file. */
public record Figures(
        Subject subject,
        List<CallCost> calls,
        List<OnloadCallCost> onloadCalls,
        List<LoadCost> loading,
        List<Comparison> comparisons) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** One object; a number that there is not is left out. */
    String json() {
        return GSON.toJson(this) + "\n";
    }

    /** The opposite. */
    static Figures ofJson(String json) {
        return GSON.fromJson(json, Figures.class);
    }
}
