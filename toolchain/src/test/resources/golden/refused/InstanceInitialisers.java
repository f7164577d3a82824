// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class InstanceInitialisers extends Structure {
    int length = 16; // refused: a constructor is never run
    int type;

    InstanceInitialisers() {
        type = 1; // refused: a constructor is never run
    }
}
