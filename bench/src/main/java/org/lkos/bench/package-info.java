// SPDX-License-Identifier: GPL-2.0-only
/** Measures calls of the shipped tree beside the plain ones, turn by turn. Each class is a program of its own. */
package org.lkos.bench;
