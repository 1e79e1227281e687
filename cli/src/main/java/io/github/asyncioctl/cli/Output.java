package io.github.asyncioctl.cli;

import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Wincon;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Standard output that keeps the reason if it cannot be written. A PrintStream loses it. */
final class Output extends PrintStream {
  private static final int FILE_TYPE_PIPE = 3;

  /** Keeps the first failure. */
  private static final class Sink extends OutputStream {
    private final OutputStream stream;
    private volatile @Nullable IOException failure;

    Sink(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        stream.write(bytes, offset, length);
      } catch (IOException e) {
        throw keep(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        stream.flush();
      } catch (IOException e) {
        throw keep(e);
      }
    }

    private IOException keep(IOException e) {
      if (failure == null) {
        failure = e;
      }
      return e;
    }
  }

  private final Sink sink;
  private final BooleanSupplier isPipe;

  /**
   * @param isPipe whether a failure can only mean that the reader is gone
   */
  Output(OutputStream stream, Charset charset, BooleanSupplier isPipe) {
    this(new Sink(stream), charset, isPipe);
  }

  private Output(Sink sink, Charset charset, BooleanSupplier isPipe) {
    super(sink, true, charset);
    this.sink = sink;
    this.isPipe = isPipe;
  }

  /** The process's own, in the console's code page. */
  static Output standard() {
    return new Output(new FileOutputStream(FileDescriptor.out), charset(), Output::isPipe);
  }

  /** The encoding of System.out, which Java reports only since version 18. */
  private static Charset charset() {
    return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .map(Output::charset)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(Charset::defaultCharset);
  }

  /** A console without a code page has "cp0", which Java does not have. */
  static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The texts of the failures depend on the language, so the kind of the handle decides. */
  private static boolean isPipe() {
    if (!Platform.isWindows()) {
      return false;
    }
    Kernel32 kernel = Kernel32.INSTANCE;
    return kernel.GetFileType(kernel.GetStdHandle(Wincon.STD_OUTPUT_HANDLE)) == FILE_TYPE_PIPE;
  }

  /**
   * Flushes it.
   *
   * @return whether everything that was printed could be written
   */
  boolean isWritten() {
    return !checkError();
  }

  /** Whether it is a pipe whose reader is gone, which is not an error. */
  boolean isUnread() {
    IOException failure = sink.failure;
    return failure != null && (isPipe.getAsBoolean() || "Broken pipe".equals(failure.getMessage()));
  }

  /** Why it could not be written. */
  String reason() {
    IOException failure = sink.failure;
    return failure == null || failure.getMessage() == null
        ? "for an unknown reason"
        : failure.getMessage();
  }
}
