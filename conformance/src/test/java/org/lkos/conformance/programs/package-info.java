// SPDX-License-Identifier: GPL-2.0-only
/**
 * Programs that others wrote, as Debian packages them: under the library they do what they do on hardware, or without
 * it if they ask for software stamps. Each runs on hosts of its own, and none touches the machine's clock.
 */
package org.lkos.conformance.programs;
