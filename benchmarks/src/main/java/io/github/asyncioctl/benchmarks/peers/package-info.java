/**
 * The Java programs that are measured: asyncioctl, and what people write by hand. One process runs
 * one way of waiting through a list of cases and prints lines.
 */
@NullMarked
package io.github.asyncioctl.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
