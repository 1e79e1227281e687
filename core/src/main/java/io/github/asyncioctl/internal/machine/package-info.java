/**
 * What engines run on, and the one door through which the artifact for users' tests puts something
 * else in its place.
 */
@NullMarked
package io.github.asyncioctl.internal.machine;

import org.jspecify.annotations.NullMarked;
