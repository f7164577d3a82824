// SPDX-License-Identifier: GPL-2.0-only
package golden.refused;

import org.teavm.interop.Structure;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Native;

@Unmanaged
@Native
@Include("sys/socket.h")
final class NativeStruct extends Structure { // refused: @Native
    int field;
}
