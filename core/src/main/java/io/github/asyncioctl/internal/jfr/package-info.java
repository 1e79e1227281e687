/** What Java Flight Recorder is told. Nothing here is loaded where the JDK has no recorder. */
@org.jspecify.annotations.NullMarked
package io.github.asyncioctl.internal.jfr;
