package io.github.asyncioctl.sim;

import io.github.asyncioctl.sim.Personality.Closing;
import java.util.Arrays;
import java.util.function.Function;

/** Control codes of which the table of facts tells, as a kernel's personality answers them. */
public final class KnownCodes {
  public static final int FIONREAD = 0x4004667F;
  public static final int SIO_KEEPALIVE_VALS = 0x98000004;
  public static final int SIO_ROUTING_INTERFACE_QUERY = 0xC8000014;
  public static final int SIO_ADDRESS_LIST_QUERY = 0x48000016;
  public static final int SIO_ADDRESS_LIST_CHANGE = 0x28000017;
  public static final int SIO_BASE_HANDLE = 0x48000022;
  public static final int SIO_GET_INTERFACE_LIST = 0x4004747F;
  public static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;
  public static final int FSCTL_PIPE_PEEK = 0x0011400C;

  private static final int WSAEFAULT = 10014;
  private static final int WSAEINVAL = 10022;
  private static final int ERROR_MORE_DATA = 234;
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int BUFFER_TOO_SMALL = 0xC0000023;

  /** Where the first entry of an address list lies. */
  private static final int FIRST_ADDRESS = 8;

  private KnownCodes() {}

  /**
   * Teaches them to a kernel.
   *
   * @param answer what the lists and the pipe have to tell, however much it is
   */
  public static SimulatedKernel on(SimulatedKernel kernel, byte... answer) {
    Personality personality = kernel.personality();
    return kernel
        .reactTo(FIONREAD, fixed(4)) // F01, F02
        .reactTo(SIO_KEEPALIVE_VALS, request -> keepAlive(personality, request))
        .reactTo(SIO_ROUTING_INTERFACE_QUERY, request -> route(personality, request))
        .reactTo(SIO_ADDRESS_LIST_QUERY, request -> addresses(request, answer))
        .reactTo(SIO_ADDRESS_LIST_CHANGE, request -> Reaction.pend().closing(Closing.IOCTL)) // F20
        .reactTo(SIO_BASE_HANDLE, request -> baseHandle(personality, request))
        .reactTo(SIO_GET_INTERFACE_LIST, request -> interfaces(personality, request, answer))
        .reactTo(SIO_GET_EXTENSION_FUNCTION_POINTER, request -> Reaction.refuse(WSAEINVAL)) // F09
        .reactTo(FSCTL_PIPE_PEEK, request -> peek(request, answer));
  }

  private static Function<Request, Reaction> fixed(int size) {
    return request ->
        request.outCapacity() < size
            ? Reaction.refuse(WSAEFAULT)
            : Reaction.succeed(new byte[size]);
  }

  private static Reaction keepAlive(Personality personality, Request request) {
    return request.input().length < 12
        ? Reaction.fail(WSAEFAULT) // F05
        : personality.successWithoutOutput(); // F04
  }

  private static Reaction route(Personality personality, Request request) {
    return request.outCapacity() < 16
        ? personality.tooShort(16) // F18
        : Reaction.succeed(new byte[16]); // F19
  }

  private static Reaction addresses(Request request, byte[] answer) {
    int capacity = request.outCapacity();
    if (capacity > 0 && capacity < FIRST_ADDRESS) {
      return Reaction.tooShort(WSAEINVAL, 0); // F24
    }
    return capacity < answer.length
        ? Reaction.tooShort(WSAEFAULT, answer.length) // F23, F25
        : Reaction.succeed(answer); // F26
  }

  private static Reaction baseHandle(Personality personality, Request request) {
    return request.overlapped()
        ? personality.unknownCode() // F13
        : Reaction.succeed(new byte[8]); // F12
  }

  private static Reaction interfaces(Personality personality, Request request, byte[] answer) {
    return request.outCapacity() < answer.length
        ? personality.interfaceList(BUFFER_TOO_SMALL) // F28
        : personality.interfaceList(0, answer); // F27
  }

  private static Reaction peek(Request request, byte[] answer) {
    return request.outCapacity() < answer.length
        ? Reaction.warn(ERROR_MORE_DATA, BUFFER_OVERFLOW, first(answer, request)) // P23
        : Reaction.succeed(answer);
  }

  private static byte[] first(byte[] answer, Request request) {
    return Arrays.copyOf(answer, request.outCapacity());
  }
}
