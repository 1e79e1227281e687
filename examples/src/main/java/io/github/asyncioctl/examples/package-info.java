/**
 * Shows on your machine what asyncioctl does: {@link io.github.asyncioctl.examples.Demo} runs step
 * by step and ends with a summary.
 */
@NullMarked
package io.github.asyncioctl.examples;

import org.jspecify.annotations.NullMarked;
