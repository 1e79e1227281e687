/** JMH benchmarks of what happens inside one process, on a kernel without cost and on Win32. */
@NullMarked
package io.github.asyncioctl.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
