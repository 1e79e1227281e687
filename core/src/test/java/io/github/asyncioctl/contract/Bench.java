package io.github.asyncioctl.contract;

import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.function.LongSupplier;

/** A kernel with everything that the contract needs to provoke: simulated, or the real one. */
public interface Bench extends AutoCloseable {
  /** The kernel. */
  Kernel kernel();

  /** Its clock. */
  LongSupplier clock();

  /** A new door. */
  Door door();

  /** A socket that has received these bytes. */
  Target socketWith(int bytes);

  /** Lets the time pass that a blocked completion is given before another worker joins. */
  void passTime();

  /** Called by a thread that is about to exit. */
  void threadExits();

  @Override
  void close();
}
