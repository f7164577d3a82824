// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.devices;

import org.lkos.machine.Atomics;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The configurations that devices without hardware stamps were given, for the life of the process. */
@Unmanaged
@StaticInit
final class DeviceMemory {
    private static final int DEVICES = 256;

    private static int used;

    private DeviceMemory() {}

    /** The device's entry, or null. */
    static Entry find(long network, int device) {
        int count = Atomics.loadAcquire(addressOf(used));
        for (int i = 0; i < count && i < DEVICES; i++) {
            Entry entry = at(i);
            if (entry.network == network && entry.device == device) {
                return entry;
            }
        }
        return Address.fromLong(0).toStructure();
    }

    /** The device's entry, made where there is none; null where all are taken. */
    static Entry entry(long network, int device) {
        Entry known = find(network, device);
        if (known != null) {
            return known;
        }
        int index = Atomics.increment(addressOf(used));
        if (index >= DEVICES) {
            return Address.fromLong(0).toStructure();
        }
        Entry entry = at(index);
        entry.network = network;
        entry.device = device;
        return entry;
    }

    private static Entry at(int index) {
        return table().add((long) index * Entry.SIZE).toStructure();
    }

    @NoSideEffects
    private static Address table() {
        return entries();
    }

    @Import(name = "LKOS_TABLE(256 * 32)")
    @Variable
    private static native Address entries();

    @Import(name = "&")
    private static native Address addressOf(int field);

    /** One device's configuration, as {@code struct hwtstamp_config} has it. */
    @Unmanaged
    static class Entry extends Structure {
        static final int SIZE = 32;
        long network;
        int device;
        int flags;
        int txType;
        int rxFilter;
        long pad0;
    }
}
