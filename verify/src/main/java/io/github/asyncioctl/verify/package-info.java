/**
 * The program {@code asyncioctl-verify}: it checks on this machine what the library needs and
 * promises, and writes a report.
 */
@NullMarked
package io.github.asyncioctl.verify;

import org.jspecify.annotations.NullMarked;
