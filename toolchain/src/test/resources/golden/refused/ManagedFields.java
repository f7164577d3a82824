// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Unmanaged;

@Unmanaged
final class ManagedFields { // refused: volatile field flag | field names has a managed type | field table has a managed type
    static volatile int flag;
    static String names;
    static int[] table;
}
