/**
 * The command line: {@link io.github.asyncioctl.cli.Main}. It uses only the public API of the
 * library.
 */
@NullMarked
package io.github.asyncioctl.cli;

import org.jspecify.annotations.NullMarked;
