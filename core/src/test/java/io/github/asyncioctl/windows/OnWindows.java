package io.github.asyncioctl.windows;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests on the kernel of this machine, which has to be Windows or Wine. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("windows")
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "needs Windows, or a Windows JVM under Wine")
public @interface OnWindows {}
