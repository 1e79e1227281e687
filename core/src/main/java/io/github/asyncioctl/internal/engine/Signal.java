package io.github.asyncioctl.internal.engine;

/**
 * A tagged event that the waiter waits for, with the OVERLAPPEDs that contain it, each always at
 * the same address.
 */
abstract class Signal {
  /** The event, without the tag. */
  abstract long event();

  /** Makes an OVERLAPPED ready for a call at this position of a file. */
  abstract void prepare(int index, long position);

  /** An operation's NTSTATUS, read with acquire semantics. */
  abstract int status(int index);

  /** The bytes transferred. */
  abstract long transferred(int index);

  /** The address of an OVERLAPPED. */
  abstract long address(int index);

  /** The kernel is done with an OVERLAPPED. */
  abstract void release(int index);
}
