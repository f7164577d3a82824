// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.settings;

import org.lkos.machine.Bytes;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/** The settings of a stack, in the order of {@code native/link/settings.txt}, of which the table is made. */
@Unmanaged
final class SettingList {
    private SettingList() {}

    /** The place in the list of the setting of this name, which must be one, or -1. */
    static int find(Address name) {
        int place = 0;
        while (isThere(place)) {
            if (Bytes.areSameText(at(place).name(), name)) {
                return place;
            }
            place++;
        }
        return -1;
    }

    static boolean isThere(int place) {
        return at(place).name().getByte() != 0;
    }

    @NoSideEffects
    static Setting at(int place) {
        return settings().add((long) place * Setting.SIZE).toStructure();
    }

    @NoSideEffects
    private static Address settings() {
        return settingsTable();
    }

    @Import(name = "(void *) lkos_settings")
    @Variable
    private static native Address settingsTable();

    /** 64 bytes: the name in 40, then numbers. A setting of text has its place among these for a number. */
    @Unmanaged
    static final class Setting extends Structure {
        static final int SIZE = 64;

        private static final long TEXT = -1;

        long name0;
        long name8;
        long name16;
        long name24;
        long name32;
        long smallest;
        long largest;
        long initial;

        Address name() {
            return toAddress();
        }

        /** No number is smaller than the smallest and yet not larger than the largest. */
        boolean isText() {
            return smallest == 0 && largest == TEXT;
        }

        boolean allows(long value) {
            return value >= smallest && value <= largest;
        }

        /** Whether the environment's -1 means the largest of 32 bits. */
        boolean isUnsigned() {
            return smallest == 0 && largest == 0xffffffffL;
        }
    }
}
