// SPDX-License-Identifier: GPL-2.0-only
/** Which calls of a thread may spin, under emulation, and for how long. Start at {@link org.lkos.spin.SpinMask}. */
package org.lkos.spin;
