package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import java.nio.ByteBuffer;

/** How a {@link FakeIoctl} answers a call. Immutable. */
public final class Reply {
  private static final Reply PENDING = new Reply(Output.NOTHING, 0, true);
  private static final Reply SUCCESS = new Reply(Output.NOTHING, 0, false);

  private final Output output;
  private final int error;
  private final boolean isPending;

  private Reply(Output output, int error, boolean isPending) {
    this.output = output;
    this.error = error;
    this.isPending = isPending;
  }

  /**
   * A success without output.
   *
   * @return the reply
   */
  public static Reply success() {
    return SUCCESS;
  }

  /**
   * A success with a value.
   *
   * @param ioctl the control code, which says what the value looks like in memory
   * @param value the value
   * @param <O> the output
   * @return the reply
   * @throws IllegalArgumentException if the fake cannot encode the value, so that it takes {@link
   *     #bytes}: the type is not one of the catalogue's, or the code's decoder reads another value
   *     than this one, say because it has more precision
   */
  public static <O> Reply value(Ioctl<?, O> ioctl, O value) {
    return new Reply(Output.of(ioctl, value), 0, false);
  }

  /**
   * A success with these bytes.
   *
   * @param bytes the output
   * @return the reply
   */
  public static Reply bytes(byte... bytes) {
    return new Reply(new Output(bytes.clone()), 0, false);
  }

  /**
   * A success with these bytes.
   *
   * @param bytes the output, from the position to the limit, copied now
   * @return the reply
   */
  public static Reply bytes(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return new Reply(new Output(copy), 0, false);
  }

  /**
   * A failure of the call.
   *
   * @param error what WSAGetLastError says, or GetLastError for a device; see {@link
   *     io.github.asyncioctl.ErrorCodes}
   * @return the reply
   */
  public static Reply error(int error) {
    if (error <= 0 || error == FakeKernel.IO_PENDING) {
      throw new IllegalArgumentException("not an error that a call fails with: " + error);
    }
    return new Reply(Output.NOTHING, error, false);
  }

  /**
   * None for now: the operation pends until the test ends it, see {@link FakeIoctl#awaitPending}.
   *
   * @return the reply
   */
  public static Reply pending() {
    return PENDING;
  }

  Output output() {
    return output;
  }

  int error() {
    return error;
  }

  boolean isPending() {
    return isPending;
  }
}
