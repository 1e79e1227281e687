package io.github.asyncioctl.faults;

/**
 * Which uses of which call fail, and how.
 *
 * @param error what GetLastError would say; 0 where the way has no error
 * @param first the first use that fails, from 1 on
 * @param last the last one
 */
record Fault(Call call, Way way, int error, int first, int last) {
  /** The calls of the port, by the names of its methods. */
  enum Call {
    ALLOCATE("allocate"),
    FREE("free"),
    CREATE_EVENT("createEvent"),
    SET_EVENT("setEvent"),
    CLOSE_EVENT("closeEvent"),
    WAIT("waitForAny"),
    SOCKET_IOCTL("socketIoctl"),
    DEVICE_IOCTL("deviceIoctl"),
    CANCEL("cancel"),
    DEVICE_ERROR("deviceError");

    final String method;

    Call(String method) {
      this.method = method;
    }
  }

  /** What becomes of a use that fails. */
  enum Way {
    /** Returns the error, and does nothing. */
    RETURNS,
    /** Does what it should, and returns the error all the same. */
    RETURNS_AFTER,
    /** Throws a KernelException with the error, and does nothing. */
    THROWS,
    /** Throws an OutOfMemoryError, and does nothing. */
    RUNS_OUT,
    /** Does what it should, then throws an OutOfMemoryError. */
    RUNS_OUT_AFTER,
    /** Does nothing, and says nothing. */
    IGNORES
  }

  boolean covers(int use) {
    return use >= first && use <= last;
  }

  Fault at(int use) {
    return new Fault(call, way, error, use, use);
  }

  Fault from(int use) {
    return new Fault(call, way, error, use, Integer.MAX_VALUE);
  }

  static Fault of(Call call, Way way, int error) {
    return new Fault(call, way, error, 1, 1);
  }

  @Override
  public String toString() {
    String which = last == first ? "use " + first : "every use from " + first + " on";
    return call + " " + way + (error == 0 ? "" : " " + error) + ", " + which;
  }
}
