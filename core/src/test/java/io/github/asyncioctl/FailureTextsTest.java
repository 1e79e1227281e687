package io.github.asyncioctl;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.codes.Catalogue;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a failure says to whoever has to find its cause. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class FailureTextsTest {
  private static final int PENDS = ControlCodes.SIO_ADDRESS_LIST_CHANGE;
  private static final int CANCELLED = 0xC0000120;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private final SocketHandle socket =
      SocketHandle.ofRaw(0x4c8, new WrappedSocket(0x4c8), isOpen::get);
  private AsyncIoctl io;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(PENDS, Reaction.pend());
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(kernel.violations()).isEmpty();
  }

  private static IoctlException failure(CompletableFuture<?> future) {
    try {
      throw new AssertionError("succeeded: " + future.get(20, SECONDS));
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private PendingIoctl pending() throws InterruptedException {
    return kernel.awaitPending(1).get(0);
  }

  @Test
  void namesTheSocketAndTheClassOfItsOwner() {
    kernel.react(ControlCodes.FIONREAD, Reaction.fail(10057));
    assertThat(failure(io.ioctlAsync(socket, ControlCodes.FIONREAD, null, 4)))
        .hasMessageStartingWith(
            "WSAIoctl FIONREAD (0x4004667F) failed: WSAENOTCONN (10057), on SOCKET 0x4c8"
                + " (io.github.asyncioctl.WrappedSocket)");
  }

  @Test
  void namesASocketWithoutOwnerAndAHandle() {
    kernel.react(ControlCodes.FIONREAD, Reaction.fail(10057));
    assertThat(failure(io.ioctlAsync(SocketHandle.ofRaw(0x4d0), ControlCodes.FIONREAD, null, 4)))
        .hasMessageEndingWith("WSAENOTCONN (10057), on SOCKET 0x4d0");
    kernel.react(0x00110008, Reaction.fail(5));
    assertThat(failure(io.deviceIoctlAsync(0x4d4, 0x00110008, null, 0)))
        .hasMessageEndingWith("failed: ERROR_ACCESS_DENIED (5), on handle 0x4d4");
  }

  /** A driver's author knows the parts of his codes; of a socket's code they say nothing. */
  @Test
  void takesACodeOfADriverApart() {
    kernel.react(0x00222004, Reaction.fail(1));
    assertThat(failure(io.deviceIoctlAsync(0x4d4, 0x00222004, null, 0)))
        .hasMessageStartingWith(
            "DeviceIoControl CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED,"
                + " FILE_ANY_ACCESS) (0x00222004) failed: ERROR_INVALID_FUNCTION (1)");
    assertThat(failure(io.ioctlAsync(socket, 0x00222004, null, 0)))
        .hasMessageStartingWith("WSAIoctl 0x00222004 failed");
  }

  @Test
  void saysWhichWindowsHasACodeThatIsNotSupported() {
    assertThat(failure(io.ioctlAsync(socket, ControlCodes.SIO_TCP_INFO, null, 88)))
        .hasMessageContaining("WSAEOPNOTSUPP (10045), status 0xC00000BB")
        .hasMessageEndingWith("; the code came with Windows 10 1703");
    assertThat(failure(io.ioctlAsync(socket, ControlCodes.SIO_FLUSH, null, 0)))
        .hasMessageNotContaining("Windows");
    kernel.react(ControlCodes.SIO_TCP_INFO, Reaction.fail(10014));
    assertThat(failure(io.ioctlAsync(socket, ControlCodes.SIO_TCP_INFO, null, 88)))
        .hasMessageNotContaining("Windows");
  }

  /** Whoever runs JDK 17 or later has at least Windows 8. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/ioctl-codes.csv", numLinesToSkip = 1)
  void theVersionIsThatOfTheList(
      String name, String value, String family, String completes, String since) {
    String first = WindowsVersions.first(Long.decode(value).intValue());
    boolean isNew = since != null && since.matches("Windows (8|1\\d).*") && !since.contains("WSK");
    assertThat(first != null).as(name).isEqualTo(isNew);
    if (isNew) {
      assertThat(since).startsWith(first.replaceFirst(" and .*", ""));
    }
  }

  /** A code with several versions of its structure came with the first of them. */
  @Test
  void theVersionIsThatOfTheTypedCode() {
    Map<Integer, Set<String>> typed =
        Catalogue.entries().stream()
            .map(Catalogue.Entry::ioctl)
            .collect(groupingBy(Ioctl::code, mapping(Ioctl::since, toSet())));
    typed.forEach(
        (code, versions) -> {
          String first = WindowsVersions.first(code);
          if (first != null) {
            assertThat(versions).contains(first.replaceFirst(" and .*", ""));
          }
        });
  }

  @Test
  void tellsASocketThatWasClosedHere() throws Exception {
    CompletableFuture<?> future = io.ioctlAsync(socket, PENDS, null);
    PendingIoctl pending = pending();
    isOpen.set(false);
    kernel.complete(pending, CANCELLED);
    IoctlException failure = failure(future);
    assertThat(failure).hasMessageEndingWith(": this program closed the socket");
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure.ntStatus()).isEqualTo(CANCELLED);
  }

  @Test
  void tellsAnEngineThatWasClosed() throws Exception {
    CompletableFuture<?> future = io.ioctlAsync(socket, PENDS, null);
    pending();
    io.close();
    IoctlException failure = failure(future);
    assertThat(failure).hasMessageEndingWith(": the engine was closed");
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure.ntStatus()).isEqualTo(CANCELLED);
  }

  @Test
  void tellsACancelOfSomebodyElse() throws Exception {
    CompletableFuture<?> future = io.ioctlAsync(socket, PENDS, null);
    kernel.complete(pending(), CANCELLED);
    IoctlException failure = failure(future);
    assertThat(failure).hasMessageContaining(": other code cancelled it");
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure.ntStatus()).isEqualTo(CANCELLED);
  }
}
