// SPDX-License-Identifier: GPL-2.0-only
/**
 * The settings that a thread gives to stacks it makes, under emulation: {@link org.lkos.settings.StackSettings} sets and
 * tells them, {@link org.lkos.settings.SettingList} knows which there are. They are kept, and no stack is behind them.
 */
package org.lkos.settings;
