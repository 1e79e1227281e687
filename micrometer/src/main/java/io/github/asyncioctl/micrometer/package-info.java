/** Shows the figures of an engine as meters of Micrometer. */
@NullMarked
package io.github.asyncioctl.micrometer;

import org.jspecify.annotations.NullMarked;
