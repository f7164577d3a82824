// SPDX-License-Identifier: GPL-2.0-only
/** Templated sends, and the life of the buffers that they and zero-copy sends are made of. */
package org.lkos.conformance.templates;
