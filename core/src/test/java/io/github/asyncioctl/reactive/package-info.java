/** What every publisher of this library must pass. */
package io.github.asyncioctl.reactive;
