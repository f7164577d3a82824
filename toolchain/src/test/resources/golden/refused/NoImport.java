// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class NoImport { // refused: native method nothing has no @Import
    static native int nothing();
}
