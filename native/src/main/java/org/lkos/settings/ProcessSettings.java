// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.settings;

import org.lkos.emulation.Environment;
import org.lkos.settings.SettingList.Setting;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Variable;

/**
 * What every thread begins with: the values that the environment gives, once read, and those without any. A number out of
 * its range is the nearest in it. {@code EF_POLL_USEC} stands for some others that are not given, as Onload has it.
 */
@Unmanaged
public final class ProcessSettings {
    private static final long LONGEST_BUZZ = 100;

    private ProcessSettings() {}

    /** At load where that can be had. */
    public static void read() {
        SettingValues values = get();
    }

    static SettingValues get() {
        SettingValues values = values().toStructure();
        if (values.there == 0) {
            readAll(values);
            values.there = 1;
        }
        return values;
    }

    private static void readAll(SettingValues values) {
        for (int place = 0; SettingList.isThere(place); place++) {
            Setting setting = SettingList.at(place);
            Address given = Environment.text(setting.name());
            if (setting.isText()) {
                values.setText(place, given == null ? emptyText() : given);
            } else {
                values.setNumber(place, given == null ? setting.initial : number(setting, given));
            }
        }
        long polled = Environment.setting(pollName(), 0);
        if (polled != 0) {
            unlessGiven(values, spinName(), polled);
            unlessGiven(values, buzzName(), polled > 0 && polled < LONGEST_BUZZ ? polled : LONGEST_BUZZ);
        }
        if (values.number(SettingList.find(spinName())) != 0) {
            unlessGiven(values, interruptName(), 0);
        }
    }

    private static void unlessGiven(SettingValues values, Address name, long value) {
        if (Environment.text(name) == null) {
            int place = SettingList.find(name);
            values.setNumber(place, inRange(SettingList.at(place), value));
        }
    }

    private static long number(Setting setting, Address given) {
        long number = Environment.number(given, setting.initial);
        return inRange(setting, number);
    }

    private static long inRange(Setting setting, long number) {
        if (number < setting.smallest) {
            return setting.isUnsigned() ? number & 0xffffffffL : setting.smallest;
        }
        return number > setting.largest ? setting.largest : number;
    }

    @NoSideEffects
    private static Address values() {
        return valuesStatic();
    }

    @Import(name = "LKOS_WORDS(2416 / 8)")
    @Variable
    private static native Address valuesStatic();

    @Import(name = "\"\"")
    @Variable
    private static native Address emptyText();

    @Import(name = "\"EF_POLL_USEC\"")
    @Variable
    private static native Address pollName();

    @Import(name = "\"EF_SPIN_USEC\"")
    @Variable
    private static native Address spinName();

    @Import(name = "\"EF_BUZZ_USEC\"")
    @Variable
    private static native Address buzzName();

    @Import(name = "\"EF_INT_DRIVEN\"")
    @Variable
    private static native Address interruptName();
}
