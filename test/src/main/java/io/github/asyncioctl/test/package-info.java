/**
 * Tests of code that uses asyncioctl, without Windows and without native code.
 *
 * <p>Begin with {@link io.github.asyncioctl.test.FakeIoctl}: it says what each control code is
 * answered with, and opens an {@link io.github.asyncioctl.AsyncIoctl} that your code uses as any
 * other.
 */
@NullMarked
package io.github.asyncioctl.test;

import org.jspecify.annotations.NullMarked;
