// SPDX-License-Identifier: GPL-2.0-only
package org.lkos;

import org.lkos.buffers.PacketBuffers;
import org.lkos.delivery.ZeroCopyReceive;
import org.lkos.emulation.Emulation;
import org.lkos.emulation.ThreadRecord;
import org.lkos.endpoints.AcceleratedKinds;
import org.lkos.endpoints.Endpoints;
import org.lkos.epollsets.EpollSets;
import org.lkos.log.Log;
import org.lkos.next.NextSymbol;
import org.lkos.next.Unloading;
import org.lkos.posix.Errno;
import org.lkos.settings.ProcessSettings;
import org.lkos.spin.SpinMask;
import org.lkos.stacks.InitialName;
import org.lkos.stacks.StackName;
import org.lkos.timestamping.HeldStamping;
import org.lkos.timestamping.SharedPage;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * What happens when the dynamic linker loads us, and when it unloads us. Another library's constructor may call us before that, or nobody may
 * ever run this: what depends on it is the log, and that children
 * share what is remembered of sockets.
 */
@Unmanaged
@StaticInit
final class Startup {
    private Startup() {}

    @Export(name = "entry_startup")
    static void load() {
        int savedErrno = Errno.get();
        NextSymbol.bindAll();
        Unloading.expect();
        SharedPage.share();
        if (Emulation.isEmulatingLibrary() && Emulation.isOn()) {
            prepareEmulation();
        }
        Log.open();
        tellMode();
        Errno.set(savedErrno);
    }

    /** Where the library goes away, so does the memory that it has mapped. */
    @Export(name = "entry_unload")
    static void unload() {
        int savedErrno = Errno.get();
        if (Unloading.isBegun()) {
            PacketBuffers.unmap();
            ZeroCopyReceive.unmap();
            HeldStamping.unmap();
            EpollSets.unmap();
            Endpoints.unmap();
            ThreadRecord.unmap();
        }
        Errno.set(savedErrno);
    }

    /** The environment is what the program was started with, and memory can be had. */
    private static void prepareEmulation() {
        Endpoints.prepare();
        AcceleratedKinds.read();
        ProcessSettings.read();
        SpinMask.readInitial();
        StackName initial = InitialName.get();
        Address first = ThreadRecord.need();
    }

    /** The mode is asked for only where it is told. */
    private static void tellMode() {
        if (Log.isOpen()) {
            Log.loaded(Emulation.isOn());
        }
    }
}
