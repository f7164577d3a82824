// SPDX-License-Identifier: GPL-2.0-only
/** Shows what was measured: as text, as JSON and as a page with charts. {@link org.lkos.bench.report.Report} is the door. */
package org.lkos.bench.report;
