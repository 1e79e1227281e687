package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The addresses of the machine change, and the runnable jar tells of it. */
@Tag("windows")
class WatchedChangesTest {
  private final Page page = new Page();
  private MachineAddresses addresses;

  @BeforeEach
  void mayChangeThem() throws Exception {
    addresses = MachineAddresses.open();
    addresses.assumeListed();
  }

  @AfterEach
  void removeWhatIsLeft() throws Exception {
    if (addresses != null) {
      addresses.close();
    }
  }

  /** How many addresses the machine has. */
  private static int present() throws Exception {
    CompletableFuture<Integer> present = new CompletableFuture<>();
    try (AsyncIoctl io = AsyncIoctl.open();
        Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET)) {
      watch.listen(change -> present.complete(change.current().size()));
      return Waits.get(present);
    }
  }

  /** The next line, but for the addresses that are there, of which one has been read. */
  private static String change(JarProgram watch) throws IOException {
    String line = watch.line();
    while (line != null && line.contains("present")) {
      line = watch.line();
    }
    return line + "\n";
  }

  @Test
  @Tag("once")
  void changesAreToldUntilCtrlC() throws Exception {
    try (JarProgram watch = JarProgram.startInterruptible("watch", "-4")) {
      StringBuilder told = new StringBuilder(watch.line()).append('\n');
      addresses.add(0);
      told.append(change(watch));
      addresses.remove(0);
      told.append(change(watch));
      assertThat(Page.shape(told.toString())).isEqualTo(Page.shape(page.block("watch")));
      assertThat(told)
          .contains("added      address  " + addresses.address(0))
          .contains("removed    address  " + addresses.address(0));

      watch.interrupt();
      assertThat(watch.rest()).isEmpty();
      assertThat(watch.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }
  }

  @Test
  void jsonLinesUntilTheCountIsReached() throws Exception {
    String count = Integer.toString(present() + 1);
    try (JarProgram watch = JarProgram.start("watch", "-4", "--json", "--count", count)) {
      String first = watch.line();
      addresses.add(0);
      String told = first + "\n" + change(watch) + watch.rest();

      assertThat(Page.shape(told)).isEqualTo(Page.shape(page.block("watch-json")));
      assertThat(told)
          .contains("\"event\":\"added\"")
          .contains("\"address\":\"" + addresses.address(0) + "\"");
      assertThat(watch.exitCode()).isZero();
    }
  }

  @Test
  @Tag("once")
  void aReaderThatIsGoneEndsIt() throws Exception {
    try (JarProgram watch = JarProgram.start("watch", "-4")) {
      assertThat(watch.line()).contains("present");
      watch.stopReading();
      addresses.add(0);

      assertThat(watch.exitCode()).isZero();
    }
  }
}
