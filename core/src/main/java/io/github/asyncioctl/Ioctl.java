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
 * A control code with the Java types of its input and output. The catalogue of the library is
 * {@link io.github.asyncioctl.codes.Ioctls}; a code of your own takes a few lines:
 *
 * <pre>{@code
 * static final Ioctl<Integer, Duration> SIO_MY_RTT =
 *     Ioctl.of("SIO_MY_RTT", 0x98000042)
 *         .<Integer>input(4, (probes, in) -> in.putInt(probes))
 *         .output(4, answer -> Duration.ofMillis(answer.getInt()))
 *         .atOnce();
 * }</pre>
 *
 * <p>Immutable: every method that changes something returns a new object. All buffers are
 * little-endian.
 *
 * @param <I> the input; {@link Void} if it takes none
 * @param <O> the output; {@link Void} if it gives none
 */
public final class Ioctl<I, O> {
  /** How an operation is called, which follows from how it completes. */
  public enum Completion {
    /** It completes in the call, so it is issued on the caller's thread. */
    AT_ONCE,
    /** It may pend, so the engine's waiter issues it. */
    MAY_PEND,
    /**
     * It completes in the call and is issued on the caller's thread without an OVERLAPPED, because
     * providers refuse one.
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
     * @param memory a copy of input and output; the output is what lies from its position to its
     *     limit. A pointer {@code p} in it refers to index {@code p - address}, if that lies from 0
     *     to the limit, and is not to be followed otherwise.
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
   * A control code that takes nothing, gives nothing and may pend, on sockets of any kind.
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
   * @param <J> the input
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
   * @param <J> the input
   * @return the refined code
   */
  public <J> Ioctl<J, O> input(
      ToIntFunction<? super J> size, BiConsumer<? super J, ByteBuffer> encoder) {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(encoder, "encoder");
    return new Ioctl<>(facts, new Input<>(size, encoder, bytes -> NONE, null), output);
  }

  /**
   * The same code with an input that is always the same, so that callers give none.
   *
   * @param size in bytes
   * @param encoder writes the input into a zeroed buffer of that size, once and for all
   * @return the refined code
   */
  public Ioctl<Void, O> constantInput(int size, Consumer<ByteBuffer> encoder) {
    ByteBuffer constant = encoded(size, encoder).asReadOnlyBuffer();
    return new Ioctl<>(
        facts, new Input<>(any -> size, (any, out) -> {}, any -> NONE, constant), output);
  }

  /**
   * The same code with pointers in its input, which the encoder has written as 64-bit offsets from
   * the start of the input. They become addresses when the input is copied to native memory.
   *
   * @param offsets finds where the pointers stand in an encoded input
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
   * @param decoder makes the result of what the kernel gave, from position 0 to the limit. It must
   *     not trust any length in there; what it throws becomes an {@link IoctlException}.
   * @param <P> the output
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
   * @param decoder makes the result of what the kernel gave; see {@link #output(int, Function)}
   * @param <P> the output
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
   * The same code, called again with a larger buffer when the system says that the output did not
   * fit: with the size that it asked for, or else with four times the size, and four times at most.
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
   * system does not tell the right number of bytes.
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
   * The same code, declared to complete in the call. Should it pend nevertheless, nothing is lost.
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
   * @deprecated use {@link #atOnce}; this goes with 0.2
   */
  @Deprecated(since = "0.1", forRemoval = true)
  @SuppressWarnings("InlineMeSuggester") // its annotation would be a dependency of users
  public Ioctl<I, O> completesAtOnce() {
    return atOnce();
  }

  /**
   * The same code, issued by the engine's waiter even if it completes in the call: after everything
   * that was submitted before and may pend. Whoever asks for a state behind an operation that tells
   * of its changes needs that order.
   *
   * @return the refined code
   */
  public Ioctl<I, O> mayPend() {
    return new Ioctl<>(facts.completing(Completion.MAY_PEND), input, output);
  }

  /**
   * The same code, called without an OVERLAPPED. It must complete in the call: the calling thread
   * is blocked until it does.
   *
   * @return the refined code
   */
  public Ioctl<I, O> withoutOverlapped() {
    return new Ioctl<>(facts.completing(Completion.WITHOUT_OVERLAPPED), input, output);
  }

  /**
   * The same code with the first version of Windows that has it.
   *
   * @param version in words
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
   * The same code with the kinds of sockets that it is for. The system is the judge of that: no
   * call is refused because of it.
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
   * @param reason why, for the exception
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
   * How the operation is called.
   *
   * @return {@link Completion#MAY_PEND} unless something else was declared
   */
  public Completion completion() {
    return facts.completion;
  }

  /**
   * The first version of Windows that has the code.
   *
   * @return in words; empty if unknown
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
   * @return in bytes; what a {@link #growable} code begins with
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
   * @param value the input; ignored if the code takes none, or always the same
   * @return a little-endian buffer from 0 to the input's size; pointers are offsets still
   * @throws IllegalArgumentException if the value is out of the code's range, or the encoder goes
   *     beyond the size that it was given; the message names the code
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
          this + ": an input has from 0 to " + Limits.MAX_BUFFER + " bytes, not " + size);
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    try {
      encoder.accept(bytes);
    } catch (BufferOverflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          this + ": the encoder writes more than the " + size + " bytes of its input", e);
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
   * @return the result; null if the code gives none
   */
  public @Nullable O decode(ByteBuffer memory, long address) {
    return output == null ? null : output.decoder().decode(memory, address);
  }

  TypedForm<O> form(boolean isAwaited) {
    return isAwaited ? awaitedForm : form;
  }

  /** The kernel may still write to memory that a call without an OVERLAPPED has given back. */
  void checkDevice() {
    if (facts.completion == Completion.WITHOUT_OVERLAPPED) {
      throw new IllegalArgumentException(
          this
              + " is called without an OVERLAPPED, which a device opened for overlapped operation"
              + " does not allow");
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
