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

  /**
   * Refuses what is not a socket. A library's object may have one, and get the advice to pass that.
   */
  static IllegalArgumentException notASocket(Object object) {
    Class<?> type = object.getClass();
    String hint = "";
    if (object instanceof Number) {
      hint = "; for a SOCKET's value use SocketHandle.ofRaw";
    } else if (type.getClassLoader() != null) {
      hint =
          ". If it uses a socket or channel of the JDK, pass that one. A SocketAdapter adds support"
              + " for the sockets of another library; asyncioctl-netty has the one for Netty.";
    }
    return new IllegalArgumentException("not a socket: " + type.getName() + hint);
  }
}
