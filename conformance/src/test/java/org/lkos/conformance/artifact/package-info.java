// SPDX-License-Identifier: GPL-2.0-only
/** The shipped libraries as files: what they export and import, how they are linked, that a second build is the same. */
package org.lkos.conformance.artifact;
