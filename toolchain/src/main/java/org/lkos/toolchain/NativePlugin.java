// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Installed by TeaVM through META-INF/services while it compiles the preload module. */
public final class NativePlugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        String ours = host.getProperties().getProperty("native.package");
        host.add(new ExportKeeper());
        host.add(new NativeRules(ours));
    }
}
