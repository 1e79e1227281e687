package io.github.asyncioctl.internal.machine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sockets of a machine that has no SOCKETs: values that stand for them. */
public interface MachineSockets {
  /**
   * The value that stands for a socket, the same each time.
   *
   * @throws IllegalArgumentException if the object is not a socket
   */
  long value(Object socket);

  /** Why nothing may be issued on a socket any more, or null. */
  @Nullable IOException refusal(Object socket);
}
