package io.github.asyncioctl.overlapped;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a parameter that it is the address of an OVERLAPPED, for {@link OverlappedGuard#wrap}. It
 * may be a {@code long}, a JNA {@code Pointer}, {@code PointerType} or {@code IntegerType}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OverlappedParameter {
  /**
   * Whether the method starts an operation. One that only asks about an operation, or cancels it,
   * does not.
   *
   * @return true unless it is said otherwise
   */
  boolean starts() default true;
}
