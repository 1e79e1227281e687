/** The programs of docs/cookbook.md and its other pages. */
package io.github.asyncioctl.cookbook;
