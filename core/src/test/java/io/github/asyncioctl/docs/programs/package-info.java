/** The whole programs of the docs, word for word. */
package io.github.asyncioctl.docs.programs;
