/** A program of named modules. */
package io.github.asyncioctl.modular;
