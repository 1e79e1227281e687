/**
 * The catalogue: control codes with the Java types of what they take and give. {@link
 * io.github.asyncioctl.codes.Ioctls} has the codes, the other public types are their inputs and
 * outputs. Every code, whether it is here or not, is in {@link io.github.asyncioctl.ControlCodes}
 * as a number.
 */
@NullMarked
package io.github.asyncioctl.codes;

import org.jspecify.annotations.NullMarked;
