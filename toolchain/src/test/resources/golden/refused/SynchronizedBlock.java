// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

@Unmanaged
final class SynchronizedBlock {
    static int locked(Address memory) {
        synchronized (memory) { // refused: synchronized needs the runtime
            return memory.getInt();
        }
    }
}
