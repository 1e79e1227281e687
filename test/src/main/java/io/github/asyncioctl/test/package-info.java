/**
 * Tests of code that uses asyncioctl, without Windows and without native code.
 *
 * <p>Start with {@link io.github.asyncioctl.test.FakeIoctl}: it defines the answer to each control
 * code, and opens an {@link io.github.asyncioctl.AsyncIoctl} that your code uses like any other.
 */
@NullMarked
package io.github.asyncioctl.test;

import org.jspecify.annotations.NullMarked;
