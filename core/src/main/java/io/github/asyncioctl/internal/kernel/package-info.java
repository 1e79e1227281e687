/** The port over Win32: what the engine asks of the kernel, in plain Java types. */
@NullMarked
package io.github.asyncioctl.internal.kernel;

import org.jspecify.annotations.NullMarked;
