// SPDX-License-Identifier: GPL-2.0-only
/**
 * The libraries. The preloaded one has two doors, which applications call: {@link org.lkos.Interpose}, the libc symbols we
 * stand in front of, and {@link org.lkos.OnloadApi}, Onload's own functions, with a table more for each of their headers.
 * {@link org.lkos.InterposeOnDemand} has libc symbols that are led to us once there is a receive filter.
 * {@link org.lkos.EmulatedInterpose} is a third, of the library that emulates. {@link org.lkos.Startup} runs when one is
 * loaded. The door of libonload_ext is {@link org.lkos.LinkedApi}, likewise.
 *
 * <p>Below the doors lie the rooms that hold the work; {@code docs/architecture.md} has the map of them. A package uses
 * those below it and no others. All of it is compiled to C: no objects, no heap, no exceptions.
 */
package org.lkos;
