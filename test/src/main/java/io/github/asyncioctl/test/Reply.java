package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import java.nio.ByteBuffer;

/** The answer of a {@link FakeIoctl} to a call. Immutable. */
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
   * @param ioctl the control code, which defines the encoding of the value
   * @param value the value
   * @param <O> the output
   * @return the reply
   * @throws IllegalArgumentException if the fake cannot encode the value, so that you need {@link
   *     #bytes}: the type is not one of the catalogue, or the code's decoder reads a different
   *     value, for instance because this one has more precision
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
   * @param error the error from WSAGetLastError, or GetLastError for a device; see {@link
   *     io.github.asyncioctl.ErrorCodes}
   * @return the reply
   */
  public static Reply error(int error) {
    if (error <= 0 || error == FakeKernel.IO_PENDING) {
      throw new IllegalArgumentException("a call cannot fail with this error: " + error);
    }
    return new Reply(Output.NOTHING, error, false);
  }

  /**
   * No answer yet: the operation pends until the test ends it, see {@link FakeIoctl#awaitPending}.
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
