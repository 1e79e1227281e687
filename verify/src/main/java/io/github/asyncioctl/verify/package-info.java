/**
 * The program {@code asyncioctl-verify}: what the library needs and what it promises, tried on this
 * machine, with a report to send.
 */
@NullMarked
package io.github.asyncioctl.verify;

import org.jspecify.annotations.NullMarked;
