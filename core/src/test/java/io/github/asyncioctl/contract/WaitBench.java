package io.github.asyncioctl.contract;

import io.github.asyncioctl.AsyncIoctl;

/** A system with objects to wait for, real or simulated. */
interface WaitBench extends AutoCloseable {
  AsyncIoctl io();

  long manualEvent();

  long autoEvent();

  /** A semaphore that nobody can pass. */
  long semaphore();

  long mutex();

  /** A handle that is none. */
  long noHandle();

  /** Signals an event or a semaphore. */
  void signal(long handle);

  /** Whether the object is signalled; takes the signal. */
  boolean takeSignal(long handle);

  /** Closes a handle as its owner. */
  void closeHandle(long handle);

  /** What the system has to complain of. */
  void check();

  @Override
  void close();
}
