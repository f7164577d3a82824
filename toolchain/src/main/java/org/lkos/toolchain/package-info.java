// SPDX-License-Identifier: GPL-2.0-only
/**
 * A plug-in for TeaVM, in use while module native is compiled: it keeps the exported functions, writes down their names,
 * and refuses Java that would become something else than the plain C functions it looks like. {@link
 * org.lkos.toolchain.NativePlugin} is where TeaVM enters; the rules are in the packages {@code declarations} (what a
 * class, field or method says of itself), {@code instructions} (what one instruction does) and {@code expressions} (what
 * the C expressions will mean).
 */
package org.lkos.toolchain;
