package io.github.asyncioctl.benchmarks.runner;

/**
 * What a figure is of.
 *
 * @param name the case: its kind and its size, such as {@code pipe-64}
 * @param variant the peer's way of waiting
 * @param metric what was measured; its name ends with the unit
 */
record Key(String name, String variant, String metric) {}
