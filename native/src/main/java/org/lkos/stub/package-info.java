// SPDX-License-Identifier: GPL-2.0-only
/** What Onload's calls answer where there is no Onload: the interface is kept, the stack behind it left out. */
package org.lkos.stub;
