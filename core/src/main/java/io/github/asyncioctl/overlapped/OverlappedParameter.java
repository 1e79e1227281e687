package io.github.asyncioctl.overlapped;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter as the address of an OVERLAPPED, for {@link OverlappedGuard#wrap}. It may be a
 * {@code long}, a JNA {@code Pointer}, {@code PointerType} or {@code IntegerType}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OverlappedParameter {
  /**
   * Whether the method starts an operation. A method that only queries or cancels an operation does
   * not.
   *
   * @return true by default
   */
  boolean starts() default true;
}
