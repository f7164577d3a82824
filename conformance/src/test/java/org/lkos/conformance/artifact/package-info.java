// SPDX-License-Identifier: GPL-2.0-only
/** The shipped libraries as files: their exports and imports, how they are linked, and that a second build is equal. */
package org.lkos.conformance.artifact;
