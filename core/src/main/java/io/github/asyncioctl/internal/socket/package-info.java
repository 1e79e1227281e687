/** From the JDK's socket objects to their SOCKET values. */
@NullMarked
package io.github.asyncioctl.internal.socket;

import org.jspecify.annotations.NullMarked;
