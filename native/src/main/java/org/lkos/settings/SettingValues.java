// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.settings;

import org.lkos.machine.Bytes;
import org.lkos.settings.SettingList.Setting;
import org.teavm.interop.Address;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

/**
 * A value for each setting.
 *
 * <pre>
 *  0       8                  1392              2416
 * +-------+------------------+-----------------+
 * | there | a number for all | texts, 256 each |
 * +-------+------------------+-----------------+
 * </pre>
 */
@Unmanaged
final class SettingValues extends Structure {
    static final int SIZE = 2416;

    /** The longest text is one less: it ends with NUL. */
    static final int TEXT_SIZE = 256;

    private static final int NUMBERS = 8;
    private static final int TEXTS = 1392;

    /** 0 before there are values. */
    int there;

    int pad0;

    long number(int place) {
        return numberCell(place).getLong();
    }

    void setNumber(int place, long value) {
        numberCell(place).putLong(value);
    }

    /** The text of a setting that is one. */
    Address text(int place) {
        Setting setting = SettingList.at(place);
        return toAddress().add(TEXTS + setting.initial * TEXT_SIZE);
    }

    /** What does not fit is cut off. */
    void setText(int place, Address value) {
        Address text = text(place);
        int length = 0;
        while (length < TEXT_SIZE - 1 && value.add(length).getByte() != 0) {
            byte character = value.add(length).getByte();
            text.add(length).putByte(character);
            length++;
        }
        text.add(length).putByte((byte) 0);
    }

    void copyFrom(SettingValues other) {
        Bytes.copy(other.toAddress(), toAddress(), SIZE);
    }

    private Address numberCell(int place) {
        return toAddress().add(NUMBERS + (long) place * 8);
    }
}
