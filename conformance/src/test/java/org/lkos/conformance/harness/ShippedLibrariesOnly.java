// SPDX-License-Identifier: GPL-2.0-only
package org.lkos.conformance.harness;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skipped where the libraries watch themselves: what is tested is not so of those, or nothing of ours. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ShippedLibrariesOnly.Condition.class)
public @interface ShippedLibrariesOnly {
    /** Why. */
    String value();

    /** With which sanitizers it is skipped. */
    Sanitizer[] unlike() default {Sanitizer.ADDRESS, Sanitizer.THREAD};

    /** Looks at the libraries of this test run. */
    class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), ShippedLibrariesOnly.class)
                    .filter(annotation -> List.of(annotation.unlike()).contains(Sanitizer.CURRENT))
                    .map(annotation -> disabled(annotation.value()))
                    .orElse(enabled("the same in all libraries"));
        }
    }
}
