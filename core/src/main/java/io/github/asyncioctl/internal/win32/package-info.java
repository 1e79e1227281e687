/** The port over Win32, and the JDK's private fields, through JNA. The only user of JNA. */
@NullMarked
package io.github.asyncioctl.internal.win32;

import org.jspecify.annotations.NullMarked;
