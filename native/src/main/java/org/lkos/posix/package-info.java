// SPDX-License-Identifier: GPL-2.0-only
/**
 * The libc and the kernel as C sees them: one class per C header, named by the header's whole path, with C's own
 * spelling. Structs, constants and natives that we use, and nothing else: no policy and no logic lives here.
 */
package org.lkos.posix;
