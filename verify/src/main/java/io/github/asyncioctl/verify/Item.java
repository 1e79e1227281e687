package io.github.asyncioctl.verify;

/**
 * One thing that was tried.
 *
 * @param name what
 * @param status what came of it
 * @param detail what was found; why, if it failed or was skipped; may be empty
 */
record Item(String name, Status status, String detail) {}
