// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class InstanceMethod {
    int zero() {
        return 0; // refused: an instance method needs a Structure
    }
}
