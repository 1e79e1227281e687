package io.github.asyncioctl;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A control code with the Java types of its input and output. {@link
 * io.github.asyncioctl.codes.Ioctls} is the catalogue of the library. A code of your own takes a
 * few lines:
 *
 * <pre>{@code
 * static final Ioctl<Integer, Duration> SIO_MY_RTT =
 *     Ioctl.of("SIO_MY_RTT", 0x98000042)
 *         .<Integer>input(4, (probes, in) -> in.putInt(probes))
 *         .output(4, answer -> Duration.ofMillis(answer.getInt()))
 *         .atOnce();
 * }</pre>
 *
 * <p>Immutable: each method that refines the code returns a new object. All buffers are
 * little-endian.
 *
 * @param <I> the type of the input; {@link Void} for none
 * @param <O> the type of the output; {@link Void} for none
 */
public final class Ioctl<I, O> {
  /** How the library issues an operation, which follows from how it completes. */
  public enum Completion {
    /** It completes in the call. The library issues it on the caller's thread. */
    AT_ONCE,
    /** It may pend. The engine's waiter issues it. */
    MAY_PEND,
    /**
     * It completes in the call. The library issues it on the caller's thread without an OVERLAPPED,
     * because providers refuse one.
     */
    WITHOUT_OVERLAPPED
  }

  /**
   * Decodes output that contains pointers into itself or into the input.
   *
   * @param <O> the result
   */
  @FunctionalInterface
  public interface PointerDecoder<O> {
    /**
     * Decodes.
     *
     * @param memory a copy of input and output; the output lies from its position to its limit. A
     *     pointer {@code p} refers to index {@code p - address} if that lies from 0 to the limit.
     *     Do not follow any other pointer.
     * @param address where index 0 was in the memory that the kernel filled
     * @return the result
     */
    O decode(ByteBuffer memory, long address);
  }

  /** What the code is, apart from its types. */
  private record Facts(
      String name,
      int code,
      Completion completion,
      String since,
      Set<SocketKind> sockets,
      @Nullable String refusalOnJdkSockets) {
    Facts completing(Completion how) {
      return new Facts(name, code, how, since, sockets, refusalOnJdkSockets);
    }
  }

  private record Input<I>(
      ToIntFunction<? super I> size,
      BiConsumer<? super I, ByteBuffer> encoder,
      Function<ByteBuffer, int[]> pointers,
      @Nullable ByteBuffer constant) {}

  private record Output<O>(
      int capacity,
      PointerDecoder<? extends O> decoder,
      boolean hasPointers,
      boolean isGrowable,
      boolean isCountIgnored) {}

  private static final int[] NONE = {};

  private final Facts facts;
  private final @Nullable Input<I> input;
  private final @Nullable Output<O> output;
  private final TypedForm<O> form;
  private final TypedForm<O> awaitedForm;

  private Ioctl(Facts facts, @Nullable Input<I> input, @Nullable Output<O> output) {
    this.facts = facts;
    this.input = input;
    this.output = output;
    this.form = new TypedForm<>(this, false);
    this.awaitedForm = new TypedForm<>(this, true);
  }

  /**
   * A control code that has neither input nor output and may pend, on sockets of any kind.
   *
   * @param name the name that errors and logs show
   * @param code the control code
   * @return the code, to be refined
   * @throws IllegalArgumentException if the name has a control character
   */
  public static Ioctl<Void, Void> of(String name, int code) {
    PlainName.require(name, "name");
    Set<SocketKind> any = Collections.unmodifiableSet(EnumSet.allOf(SocketKind.class));
    return new Ioctl<>(new Facts(name, code, Completion.MAY_PEND, "", any, null), null, null);
  }

  // --- Input ---

  /**
   * The same code with an input of a fixed size.
   *
   * @param size in bytes
   * @param encoder writes the input into a zeroed buffer of that size
   * @param <J> the type of the input
   * @return the refined code
   */
  public <J> Ioctl<J, O> input(int size, BiConsumer<? super J, ByteBuffer> encoder) {
    if (size < 0 || size > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException("size must be from 0 to " + Limits.MAX_BUFFER);
    }
    return input(any -> size, encoder);
  }

  /**
   * The same code with an input whose size depends on its value.
   *
   * @param size the size in bytes of a value's encoding
   * @param encoder writes a value into a zeroed buffer of that size
   * @param <J> the type of the input
   * @return the refined code
   */
  public <J> Ioctl<J, O> input(
      ToIntFunction<? super J> size, BiConsumer<? super J, ByteBuffer> encoder) {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(encoder, "encoder");
    return new Ioctl<>(facts, new Input<>(size, encoder, bytes -> NONE, null), output);
  }

  /**
   * The same code with a constant input, so that callers pass none.
   *
   * @param size in bytes
   * @param encoder writes the input into a zeroed buffer of that size; called once
   * @return the refined code
   */
  public Ioctl<Void, O> constantInput(int size, Consumer<ByteBuffer> encoder) {
    ByteBuffer constant = encoded(size, encoder).asReadOnlyBuffer();
    return new Ioctl<>(
        facts, new Input<>(any -> size, (any, out) -> {}, any -> NONE, constant), output);
  }

  /**
   * The same code with pointers in its input. The encoder writes them as 64-bit offsets from the
   * start of the input; they become addresses when the library copies the input to native memory.
   *
   * @param offsets returns the positions of the pointers in an encoded input
   * @return the refined code
   */
  public Ioctl<I, O> inputPointers(Function<ByteBuffer, int[]> offsets) {
    Input<I> before = input;
    if (before == null) {
      throw new IllegalStateException(this + " has no input yet");
    }
    Objects.requireNonNull(offsets, "offsets");
    return new Ioctl<>(
        facts, new Input<>(before.size(), before.encoder(), offsets, before.constant()), output);
  }

  // --- Output ---

  /**
   * The same code with an output.
   *
   * @param capacity the size of the output buffer in bytes
   * @param decoder converts the kernel's output, from position 0 to the limit, to the result. It
   *     must not trust any length in the output. An exception that it throws becomes an {@link
   *     IoctlException}.
   * @param <P> the type of the output
   * @return the refined code
   */
  public <P> Ioctl<I, P> output(int capacity, Function<ByteBuffer, ? extends P> decoder) {
    Objects.requireNonNull(decoder, "decoder");
    return output(
        capacity,
        (memory, address) -> decoder.apply(memory.slice().order(ByteOrder.LITTLE_ENDIAN)),
        false);
  }

  /**
   * The same code with an output that contains pointers.
   *
   * @param capacity the size of the output buffer in bytes
   * @param decoder converts the kernel's output to the result; see {@link #output(int, Function)}
   * @param <P> the type of the output
   * @return the refined code
   */
  public <P> Ioctl<I, P> outputWithPointers(int capacity, PointerDecoder<? extends P> decoder) {
    Objects.requireNonNull(decoder, "decoder");
    return output(capacity, decoder, true);
  }

  private <P> Ioctl<I, P> output(
      int capacity, PointerDecoder<? extends P> decoder, boolean hasPointers) {
    if (capacity < 0 || capacity > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException("capacity must be from 0 to " + Limits.MAX_BUFFER);
    }
    return new Ioctl<>(facts, input, new Output<>(capacity, decoder, hasPointers, false, false));
  }

  /**
   * The same code, repeated with a larger buffer when the system reports that the output did not
   * fit. The new size is the one that the system reports, or else four times the last one. The
   * library repeats a call at most four times.
   *
   * @return the refined code
   */
  public Ioctl<I, O> growable() {
    Output<O> before = requireOutput();
    return new Ioctl<>(
        facts,
        input,
        new Output<>(
            before.capacity(),
            before.decoder(),
            before.hasPointers(),
            true,
            before.isCountIgnored()));
  }

  /**
   * The same code, whose decoder gets the whole output buffer, zeroed before the call, because the
   * system does not report the correct byte count.
   *
   * @return the refined code
   */
  public Ioctl<I, O> ignoringCount() {
    Output<O> before = requireOutput();
    return new Ioctl<>(
        facts,
        input,
        new Output<>(
            before.capacity(), before.decoder(), before.hasPointers(), before.isGrowable(), true));
  }

  private Output<O> requireOutput() {
    if (output == null) {
      throw new IllegalStateException(this + " has no output yet");
    }
    return output;
  }

  // --- Facts ---

  /**
   * The same code, declared to complete in the call. If it pends after all, nothing is lost.
   *
   * @return the refined code
   */
  public Ioctl<I, O> atOnce() {
    return new Ioctl<>(facts.completing(Completion.AT_ONCE), input, output);
  }

  /**
   * The former name of {@link #atOnce}.
   *
   * @return the refined code
   * @deprecated use {@link #atOnce}; removed in 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  @SuppressWarnings("InlineMeSuggester") // its annotation would be a dependency of users
  public Ioctl<I, O> completesAtOnce() {
    return atOnce();
  }

  /**
   * The same code, issued by the engine's waiter even if it completes in the call: after every
   * operation that was submitted before it and may pend. You need that order if you arm a change
   * notification and then query the state.
   *
   * @return the refined code
   */
  public Ioctl<I, O> mayPend() {
    return new Ioctl<>(facts.completing(Completion.MAY_PEND), input, output);
  }

  /**
   * The same code, issued without an OVERLAPPED. It must complete in the call, which blocks the
   * calling thread until then.
   *
   * @return the refined code
   */
  public Ioctl<I, O> withoutOverlapped() {
    return new Ioctl<>(facts.completing(Completion.WITHOUT_OVERLAPPED), input, output);
  }

  /**
   * The same code with the first version of Windows that has it.
   *
   * @param version such as "Windows 10 1703"
   * @return the refined code
   */
  public Ioctl<I, O> since(String version) {
    Objects.requireNonNull(version, "version");
    return new Ioctl<>(
        new Facts(
            facts.name,
            facts.code,
            facts.completion,
            version,
            facts.sockets,
            facts.refusalOnJdkSockets),
        input,
        output);
  }

  /**
   * The same code with the kinds of sockets that it is for. This is information only: the library
   * refuses no call because of it.
   *
   * @param first a kind
   * @param more further kinds
   * @return the refined code
   */
  public Ioctl<I, O> on(SocketKind first, SocketKind... more) {
    Set<SocketKind> kinds = Collections.unmodifiableSet(EnumSet.of(first, more));
    return new Ioctl<>(
        new Facts(
            facts.name,
            facts.code,
            facts.completion,
            facts.since,
            kinds,
            facts.refusalOnJdkSockets),
        input,
        output);
  }

  /**
   * The same code, refused on the JDK's own sockets.
   *
   * @param reason the reason, for the exception's message
   * @return the refined code
   */
  public Ioctl<I, O> refusedOnJdkSockets(String reason) {
    Objects.requireNonNull(reason, "reason");
    return new Ioctl<>(
        new Facts(facts.name, facts.code, facts.completion, facts.since, facts.sockets, reason),
        input,
        output);
  }

  /**
   * The name of the code.
   *
   * @return as in the Windows SDK
   */
  public String name() {
    return facts.name;
  }

  /**
   * The control code.
   *
   * @return as WSAIoctl takes it
   */
  public int code() {
    return facts.code;
  }

  /**
   * How the library issues the operation.
   *
   * @return {@link Completion#MAY_PEND} unless something else was declared
   */
  public Completion completion() {
    return facts.completion;
  }

  /**
   * The first version of Windows that has the code.
   *
   * @return such as "Windows 10 1703"; empty if unknown
   */
  public String since() {
    return facts.since;
  }

  /**
   * The sockets that the code is for.
   *
   * @return every kind unless something else was declared
   */
  public Set<SocketKind> sockets() {
    return facts.sockets;
  }

  /**
   * Why the code is refused on the JDK's sockets.
   *
   * @return empty if it is not
   */
  public Optional<String> refusalOnJdkSockets() {
    return Optional.ofNullable(facts.refusalOnJdkSockets);
  }

  /**
   * The size of the output buffer.
   *
   * @return in bytes; the initial size for a {@link #growable} code
   */
  public int outCapacity() {
    return output == null ? 0 : output.capacity();
  }

  @Override
  public String toString() {
    return facts.name + " (0x" + Integer.toHexString(facts.code) + ")";
  }

  // --- For the engine, and for tests of codecs ---

  /**
   * Encodes an input, as a call would.
   *
   * @param value the input; ignored if the code takes none or has a constant one
   * @return a little-endian buffer from 0 to the input's size, in which pointers are still offsets
   * @throws IllegalArgumentException if the value is out of the code's range, or the encoder writes
   *     beyond the declared size; the message names the code
   */
  public ByteBuffer encode(@Nullable I value) {
    Input<I> in = input;
    if (in == null) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer constant = in.constant();
    if (constant != null) {
      return ByteBuffer.allocate(constant.limit())
          .order(ByteOrder.LITTLE_ENDIAN)
          .put(constant.duplicate())
          .flip();
    }
    if (value == null) {
      throw new NullPointerException(this + " takes an input, which must not be null");
    }
    return encoded(in.size().applyAsInt(value), bytes -> in.encoder().accept(value, bytes));
  }

  private ByteBuffer encoded(int size, Consumer<ByteBuffer> encoder) {
    if (size < 0 || size > Limits.MAX_BUFFER) {
      throw new IllegalArgumentException(
          this + ": the input size must be from 0 to " + Limits.MAX_BUFFER + " bytes, not " + size);
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    try {
      encoder.accept(bytes);
    } catch (BufferOverflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          this + ": the encoder wrote more than the " + size + " bytes of its input", e);
    } catch (IllegalArgumentException e) { // of a range, or of a position beyond the buffer
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    }
    return bytes.clear();
  }

  /**
   * Decodes an output, as a completion would.
   *
   * @param memory input and output, see {@link PointerDecoder}; little-endian
   * @param address where index 0 was in the memory that the kernel filled
   * @return the result; null if the code has no output
   */
  public @Nullable O decode(ByteBuffer memory, long address) {
    return output == null ? null : output.decoder().decode(memory, address);
  }

  TypedForm<O> form(boolean isAwaited) {
    return isAwaited ? awaitedForm : form;
  }

  /**
   * The kernel may still write to the memory of a call without an OVERLAPPED after it has returned.
   */
  void checkDevice() {
    if (facts.completion == Completion.WITHOUT_OVERLAPPED) {
      throw new IllegalArgumentException(
          this
              + " is issued without an OVERLAPPED, which a device opened for overlapped"
              + " operation does not allow");
    }
  }

  void checkSocketOfJdk() {
    if (facts.refusalOnJdkSockets != null) {
      throw new IllegalArgumentException(
          this + " is refused on sockets of the JDK: " + facts.refusalOnJdkSockets);
    }
  }

  boolean takesInput() {
    return input != null;
  }

  int[] pointers(ByteBuffer encoded) {
    // A function of the user's may read it, and thereby move its position.
    return input == null
        ? NONE
        : input.pointers().apply(encoded.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  boolean hasPointersInOutput() {
    return output != null && output.hasPointers();
  }

  boolean isGrowable() {
    return output != null && output.isGrowable();
  }

  boolean isCountIgnored() {
    return output != null && output.isCountIgnored();
  }
}
