// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

final class NotUnmanaged { // refused: is not @Unmanaged
    static int one() {
        return 1;
    }
}
