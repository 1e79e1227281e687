/**
 * Starts every peer in turn and collects what it prints; makes the CSV, the tables and the charts
 * of it.
 */
@NullMarked
package io.github.asyncioctl.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
