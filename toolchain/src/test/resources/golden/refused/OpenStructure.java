// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
class OpenStructure extends Structure {
    int length;

    boolean isEmpty() {
        return length == 0; // refused: must be final
    }
}
