// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Export;
import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class ExportNames extends Structure {
    int length;

    @Export(name = "golden_twice")
    static int first() {
        return 1;
    }

    @Export(name = "golden_twice")
    static int second() {
        return 2; // refused: is exported as golden_twice already
    }

    @Export(name = "golden_instance")
    int instance() {
        return length; // refused: an exported method must be static
    }
}
