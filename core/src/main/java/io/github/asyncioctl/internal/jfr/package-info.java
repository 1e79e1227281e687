/**
 * The events for Java Flight Recorder. The JVM loads nothing of this package if the JDK has no
 * recorder.
 */
@org.jspecify.annotations.NullMarked
package io.github.asyncioctl.internal.jfr;
