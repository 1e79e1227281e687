package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.WinError;
import io.github.asyncioctl.internal.socket.NativeSocket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a failure can be asked, and that it keeps it on its way to another JVM. */
class IoctlExceptionTest {
  private static final String STORED = "/serialised/IoctlException-0.1.txt";

  private static IoctlException failure(int error) {
    return new IoctlException("WSAIoctl", 1, error, "");
  }

  /** As the engine makes it of an operation that left data. */
  private static IoctlException withEverything() {
    return new IoctlException(
        new NativeSocket(0x4c8, new NamedOwner(new WrappedSocket(0), () -> true)),
        ControlCodes.SIO_KEEPALIVE_VALS,
        ErrorCodes.WSAEMSGSIZE,
        0x80000005,
        3,
        ByteBuffer.wrap(new byte[] {0, 1, 2, 3}, 1, 3),
        "as the system says it");
  }

  private static Set<Integer> those(Predicate<IoctlException> question) {
    return IntStream.range(0, 20_000)
        .filter(error -> question.test(failure(error)))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void questionsAreAnsweredByTheErrorsOfTheirJavadoc() {
    assertThat(those(IoctlException::isUnsupported)).containsExactlyInAnyOrder(1, 50, 10045);
    assertThat(those(IoctlException::isCancelled)).containsExactly(995);
    assertThat(those(IoctlException::isBufferTooSmall))
        .containsExactlyInAnyOrder(122, 234, 10014, 10040);
    assertThat(those(IoctlException::isAccessDenied)).containsExactlyInAnyOrder(5, 1314, 10013);
  }

  @Test
  void errorsHaveTheirNames() throws IllegalAccessException {
    for (Field each : ErrorCodes.class.getFields()) {
      int error = each.getInt(null);
      String name = each.getName().replaceFirst("^WSA_", "ERROR_");
      assertThat(WinError.name(error)).isEqualTo(name);
      assertThat(failure(error).errorName()).isEqualTo(name);
    }
    assertThat(ErrorCodes.class.getFields()).hasSizeGreaterThan(40);
    assertThat(failure(4711).errorName()).isEqualTo("4711");
  }

  @Test
  void itArrivesWhole() throws Exception {
    IoctlException sent = withEverything();
    sent.addSuppressed(new IOException("something else"));
    assertSame(sent, read(write(sent)));

    IoctlException undecodable =
        Names.undecodable("SIO_MINE", 0x48001234, 2, new BufferUnderflowException());
    IoctlException received = read(write(undecodable));
    assertThat(received).hasCauseInstanceOf(BufferUnderflowException.class);
    assertSame(undecodable, received);
    assertThat(received.output().hasRemaining()).isFalse();
  }

  private static void assertSame(IoctlException sent, IoctlException received) {
    assertThat(received).hasMessage(sent.getMessage());
    assertThat(received.error()).isEqualTo(sent.error());
    assertThat(received.ntStatus()).isEqualTo(sent.ntStatus());
    assertThat(received.code()).isEqualTo(sent.code());
    assertThat(received.transferred()).isEqualTo(sent.transferred());
    assertThat(received.output()).isEqualTo(sent.output());
    assertThat(received.getSuppressed()).hasSameSizeAs(sent.getSuppressed());
  }

  @Test
  void theSocketAndItsOwnerAreNamedWhereverItIsRead() throws Exception {
    assertThat(read(write(withEverything())))
        .hasMessage(
            "WSAIoctl SIO_KEEPALIVE_VALS (0x98000004) failed: WSAEMSGSIZE (10040), status"
                + " 0x80000005, on SOCKET 0x4c8 (io.github.asyncioctl.WrappedSocket): as the"
                + " system says it");
  }

  /** What a program with an earlier 0.x has sent, or stored. */
  @Test
  void theFormStaysTheSame() throws Exception {
    try (InputStream in = getClass().getResourceAsStream(STORED)) {
      IoctlException stored = read(Base64.getMimeDecoder().decode(in.readAllBytes()));
      assertSame(withEverything(), stored);
    }
  }

  /** Or it could not be sent to a JVM that has not the class. */
  @Test
  void itsFieldsAreOfJavaOnly() {
    assertThat(
            Stream.of(IoctlException.class.getDeclaredFields())
                .filter(field -> !field.isSynthetic()) // tools for coverage add others
                .map(Field::getType))
        .allMatch(
            type -> type.isPrimitive() || type == String.class || type == byte[].class,
            "primitive, text or bytes");
  }

  @Test
  void theOutputCannotBeChanged() {
    IoctlException failure = withEverything();
    assertThat(failure.output().isReadOnly()).isTrue();
    failure.output().get();
    assertThat(failure.output().remaining()).isEqualTo(3);
    assertThat(failure(1).output()).isEqualTo(NativeMemory.nothing());
  }

  private static byte[] write(IoctlException failure) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("BanSerializableRead") // of this test's own
  private static IoctlException read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (IoctlException) in.readObject();
    }
  }
}
