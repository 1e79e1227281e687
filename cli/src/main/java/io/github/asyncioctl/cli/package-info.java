/**
 * The command line: {@link io.github.asyncioctl.cli.Main}. Of the library it uses the public API
 * only.
 */
@NullMarked
package io.github.asyncioctl.cli;

import org.jspecify.annotations.NullMarked;
