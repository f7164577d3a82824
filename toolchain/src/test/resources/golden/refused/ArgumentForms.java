// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class ArgumentForms {
    static int counter;

    @Import(name = "(char *) &")
    static native Address addressOf(int field);

    static Address ofLocal() {
        int local = counter;
        return addressOf(local); // refused: & needs the field itself
    }

    static Address ofParameter(int parameter) {
        return addressOf(parameter); // refused: & needs the field itself
    }

    static Address aligned(Address memory) {
        return Address.align(memory, size()); // refused: evaluates the alignment more than once
    }

    static int size() {
        counter = counter + 1;
        return 16;
    }
}
