// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.settings;

import org.lkos.emulation.ThreadRecord;
import org.lkos.machine.Bytes;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * The settings of the calling thread. The first that it sets makes it values of its own, copied from the process's; a reset
 * lets go of them. Results are 0 or a negative errno.
 */
@Unmanaged
@StaticInit
public final class StackSettings {
    /** The place of EF_SPIN_USEC plus 1, once it has been looked for. */
    private static int spinPlace;

    private StackSettings() {}

    public static int setInt(Address name, long value) {
        int place = name == null ? -1 : SettingList.find(name);
        if (place < 0
                || SettingList.at(place).isText()
                || !SettingList.at(place).allows(value)) {
            return -Errno.EINVAL;
        }
        SettingValues own = need();
        if (own == null) {
            return -Errno.ENOMEM;
        }
        own.setNumber(place, value);
        return 0;
    }

    public static int getInt(Address name, Address value) {
        int place = name == null ? -1 : SettingList.find(name);
        if (place < 0 || SettingList.at(place).isText() || value == null) {
            return -Errno.EINVAL;
        }
        long number = inForce().number(place);
        value.putLong(number);
        return 0;
    }

    public static int setText(Address name, Address value) {
        int place = name == null ? -1 : SettingList.find(name);
        if (place < 0 || !SettingList.at(place).isText() || value == null) {
            return -Errno.EINVAL;
        }
        if (Bytes.length(value) >= SettingValues.TEXT_SIZE) {
            return -Errno.EINVAL;
        }
        SettingValues own = need();
        if (own == null) {
            return -Errno.ENOMEM;
        }
        own.setText(place, value);
        return 0;
    }

    /** {@code length} holds the room at {@code value} and then the length of the text with its NUL, whether it fits or not. */
    public static int getText(Address name, Address value, Address length) {
        int place = name == null ? -1 : SettingList.find(name);
        if (place < 0 || !SettingList.at(place).isText() || length == null) {
            return -Errno.EINVAL;
        }
        Address text = inForce().text(place);
        long size = Bytes.length(text) + 1;
        long room = length.getLong();
        length.putLong(size);
        if (value == null || Long.compareUnsigned(room, size) < 0) {
            return -Errno.ENOSPC;
        }
        Bytes.copy(text, value, size);
        return 0;
    }

    /** {@code EF_SPIN_USEC}, in microseconds. */
    public static long spinTime() {
        int place = spinPlace - 1;
        if (place < 0) {
            place = SettingList.find(spinName());
            spinPlace = place + 1;
        }
        return inForce().number(place);
    }

    public static int reset() {
        Address record = ThreadRecord.own();
        if (record != null) {
            SettingValues own = ThreadRecord.settings(record).toStructure();
            own.there = 0;
        }
        return 0;
    }

    private static SettingValues inForce() {
        Address record = ThreadRecord.own();
        if (record == null) {
            return ProcessSettings.get();
        }
        SettingValues own = ThreadRecord.settings(record).toStructure();
        return own.there == 0 ? ProcessSettings.get() : own;
    }

    private static SettingValues need() {
        Address record = ThreadRecord.need();
        if (record == null) {
            return record.toStructure();
        }
        SettingValues own = ThreadRecord.settings(record).toStructure();
        if (own.there == 0) {
            own.copyFrom(ProcessSettings.get());
        }
        return own;
    }

    @Import(name = "\"EF_SPIN_USEC\"")
    @Variable
    private static native Address spinName();
}
