// SPDX-License-Identifier: GPL-2.0-only
/**
 * Templated sends: messages laid down in advance, changed here and there, and sent at once. Start at
 * {@link org.lkos.templates.Templates}.
 */
package org.lkos.templates;
