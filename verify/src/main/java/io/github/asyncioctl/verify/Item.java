package io.github.asyncioctl.verify;

/**
 * One check.
 *
 * @param name what was checked
 * @param status the result
 * @param detail the observation, or the reason for a failure or skip; may be empty
 */
record Item(String name, Status status, String detail) {}
