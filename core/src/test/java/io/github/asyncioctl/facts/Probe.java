package io.github.asyncioctl.facts;

/**
 * Provokes the situation of a fact and reports what happened, whatever the table says of it. What
 * it opens comes from the bench, which closes it; what it starts ends with that.
 */
@FunctionalInterface
interface Probe {
  Outcome observe(Bench bench) throws Exception;
}
