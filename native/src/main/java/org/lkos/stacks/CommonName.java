// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.stacks;

import org.lkos.machine.Atomics;
import org.lkos.onload.OnloadExtensions;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The name that all threads follow which have none of their own. It is never changed in place: each new one goes to the
 * next of some slots, so a thread that reads the former one meanwhile reads it whole.
 *
 * <pre>
 *  0         4         8                                 8 + 64 * 24
 * +---------+---------+---------------------------------+
 * | changes | current | slots, each a {@link StackName} |
 * +---------+---------+---------------------------------+
 * </pre>
 *
 * {@code current} is the number of the change in force, or 0 before the first.
 */
@Unmanaged
final class CommonName {
    private static final int CURRENT = 4;
    private static final int SLOTS = 64;

    private CommonName() {}

    static void read(StackName target) {
        int change;
        do {
            change = Atomics.loadAcquire(changes().add(CURRENT));
            StackName source = change == 0 ? InitialName.get() : slot(change).toStructure();
            target.copyFrom(source.toAddress());
        } while (wasReused(change));
    }

    static void replace(int scope, Address text) {
        int change = Atomics.increment(changes()) + 1;
        StackName next = slot(change).toStructure();
        next.become(OnloadExtensions.ONLOAD_ALL_THREADS, scope, text);
        Atomics.storeRelease(changes().add(CURRENT), change);
    }

    private static boolean wasReused(int change) {
        int last = Atomics.loadAcquire(changes());
        return change != 0 && last - change >= SLOTS - 1;
    }

    private static Address slot(int change) {
        return changes().add(8 + (long) (change & SLOTS - 1) * StackName.SIZE);
    }

    @NoSideEffects
    private static Address changes() {
        return changesStatic();
    }

    @Import(name = "LKOS_WORDS(1 + 64 * 3)")
    @Variable
    private static native Address changesStatic();
}
