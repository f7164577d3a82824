// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.templates;

import org.lkos.fd.SocketKind;
import org.lkos.machine.Bytes;
import org.lkos.next.UserMemory;
import org.lkos.onload.OnloadExtensionsZc.onload_template_msg_update_iovec;
import org.lkos.posix.Errno;
import org.teavm.interop.Address;
import org.teavm.interop.Unmanaged;

/** Changes of a template's message. */
@Unmanaged
final class TemplateUpdates {
    private TemplateUpdates() {}

    /** 0, or a negative errno for the first that cannot be; those before it have been made. */
    static int apply(int fd, Template template, Address updates, int count) {
        for (int i = 0; i < count; i++) {
            onload_template_msg_update_iovec update = updates.add((long) i * onload_template_msg_update_iovec.SIZE)
                    .toStructure();
            Address bytes = update.otmu_base;
            long length = update.otmu_len;
            long offset = update.otmu_offset;
            if (offset < 0 || offset > template.length || length <= 0 || length > template.length - offset) {
                return -Errno.EINVAL;
            }
            if (!UserMemory.wasReadable(fd, bytes, length)) {
                return SocketKind.fault(fd);
            }
            Bytes.copyApart(bytes, template.data().add(offset), length);
        }
        return 0;
    }
}
