// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.toolchain;

import java.nio.file.Path;
import java.util.Properties;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Found by TeaVM through META-INF/services. Property {@code native.package} names the package, with all below it, that
 * the rules hold for; property {@code native.exports}, if given, the file that receives the exported names.
 */
public final class NativePlugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        Properties properties = host.getProperties();
        String nativePackage = properties.getProperty("native.package");
        if (nativePackage == null) {
            throw new IllegalStateException("TeaVM property native.package is not set");
        }
        host.add(new NativeRules(nativePackage));
        host.add(new ExportKeeper());
        String exports = properties.getProperty("native.exports");
        if (exports != null) {
            host.add(new ExportList(nativePackage, Path.of(exports)));
        }
    }
}
