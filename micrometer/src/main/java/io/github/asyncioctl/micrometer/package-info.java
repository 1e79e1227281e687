/** Publishes the counters of an engine as Micrometer meters. */
@NullMarked
package io.github.asyncioctl.micrometer;

import org.jspecify.annotations.NullMarked;
