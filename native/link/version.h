/* SPDX-License-Identifier: GPL-2.0-only */
/* What Java cannot say: the version of the extensions API that a library has, as data that other libraries look up. */
extern const unsigned VERSION_SYMBOL[3];
const unsigned VERSION_SYMBOL[3] = {VERSION};
