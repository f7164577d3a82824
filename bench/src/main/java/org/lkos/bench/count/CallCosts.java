// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.bench.count;

import java.util.List;
import org.lkos.conformance.harness.Mode;

/** What calls cost, of libc and of Onload. */
public final class CallCosts {
    private CallCosts() {}

    /** Of each call of {@link CallCase}. */
    public static List<CallCost> all() {
        AddedInstructions added = new AddedInstructions();
        return CallCase.all().stream().map(one -> cost(one, added)).toList();
    }

    private static CallCost cost(CallCase one, AddedInstructions added) {
        return new CallCost(
                one.call(),
                one.condition().toString(),
                added.of(one, Mode.STUB),
                added.of(one, Mode.EMULATE),
                one.budget().orElse(null),
                one.older().orElse(null));
    }
}
