// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class SynchronizedMethod {
    static synchronized int next() {
        return 1; // refused: synchronized method next
    }
}
