// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class NewObject {
    static void create() {
        new NewObject(); // refused: new golden.refused.NewObject needs a heap
    }
}
