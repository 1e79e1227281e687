/** Other people's libraries beside this one: docs/world.md tells what is shown here. */
@NullMarked
package io.github.asyncioctl.world;

import org.jspecify.annotations.NullMarked;
