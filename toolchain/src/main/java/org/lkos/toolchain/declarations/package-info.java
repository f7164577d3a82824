// SPDX-License-Identifier: GPL-2.0-only
/** Rules on what classes, fields and methods say of themselves, code apart. */
package org.lkos.toolchain.declarations;
