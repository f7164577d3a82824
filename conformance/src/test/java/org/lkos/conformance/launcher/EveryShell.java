// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.launcher;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test that is run with each {@link Shell}. */
@Retention(RUNTIME)
@Target(METHOD)
@ParameterizedTest
@EnumSource(Shell.class)
@interface EveryShell {}
