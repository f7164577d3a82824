// SPDX-License-Identifier: GPL-2.0-only
/** Zero-copy sends of the application's buffers. Start at {@link org.lkos.zerosend.ZeroCopySend}. */
package org.lkos.zerosend;
