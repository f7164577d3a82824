// SPDX-License-Identifier: GPL-2.0-only
/** A plug-in for TeaVM: keeps exported methods, and refuses Java that cannot become plain C functions. */
package org.lkos.toolchain;
