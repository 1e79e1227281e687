package io.github.asyncioctl.facts;

import com.sun.jna.Callback;

/**
 * What the system calls: as many arguments as the routine with the most has; those that a routine
 * does not have are rubbish.
 */
interface SystemRoutine extends Callback {
  void invoke(long first, long second, long third);
}
