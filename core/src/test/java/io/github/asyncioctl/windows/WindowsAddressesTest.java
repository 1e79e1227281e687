package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.windows.MachineAddresses.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What is asked of Windows when tests change addresses there, and what is undone. */
class WindowsAddressesTest {
  private static final String ADD_1 =
      "interface ipv4 add address name=7 address=192.0.2.1 mask=255.255.255.255 store=active";
  private static final String ADD_1_IPV6 =
      "interface ipv6 add address interface=7 address=2001:db8:0:0:0:0:0:1/128 store=active";
  private static final String DELETE_1 =
      "interface ipv4 delete address name=7 address=192.0.2.1 store=active";
  private static final String DELETE_1_IPV6 =
      "interface ipv6 delete address interface=7 address=2001:db8:0:0:0:0:0:1 store=active";
  private static final String ADD_2 = ADD_1.replace("2.1 ", "2.2 ");
  private static final String DELETE_2 = DELETE_1.replace("2.1 ", "2.2 ");

  private final List<String> commands = new ArrayList<>();
  private final AtomicInteger unlocked = new AtomicInteger();

  /** What the next commands with this word end in. */
  private String failing = "nothing";

  private WindowsAddresses addresses(boolean hasIpv6, boolean isListed) {
    Netsh netsh =
        new Netsh(
            arguments -> {
              commands.add(String.join(" ", arguments));
              if (arguments.contains(failing)) {
                throw new IOException("ended with 1");
              }
            },
            7);
    return new WindowsAddresses(
        netsh,
        new AddressPlace(7, "a place", hasIpv6, isListed),
        address -> true,
        unlocked::incrementAndGet);
  }

  @Test
  void anAddressComesAndGoesInBothFamilies() throws Exception {
    try (WindowsAddresses addresses = addresses(true, true)) {
      assertThat(addresses.address(0)).isEqualTo("192.0.2.1");
      addresses.add(0);
      addresses.remove(0);
    }
    assertThat(commands).containsExactly(ADD_1, ADD_1_IPV6, DELETE_1, DELETE_1_IPV6);
    assertThat(unlocked).hasValue(1);
  }

  @Test
  void withoutIpv6ThereIsOneFamily() throws Exception {
    try (WindowsAddresses addresses = addresses(false, true)) {
      addresses.change(List.of(new Step(0, true, 0), new Step(1, true, 1), new Step(0, false, 0)));
    }
    assertThat(commands).containsExactly(ADD_1, ADD_2, DELETE_1, DELETE_2);
  }

  @Test
  void whatIsThereAtTheEndIsRemoved() throws Exception {
    try (WindowsAddresses addresses = addresses(true, true)) {
      addresses.add(0);
    }
    assertThat(commands).containsExactly(ADD_1, ADD_1_IPV6, DELETE_1_IPV6, DELETE_1);
  }

  @Test
  void aCommandThatFailedMayHaveDoneItsWork() {
    failing = "add";
    WindowsAddresses addresses = addresses(false, true);
    assertThatThrownBy(() -> addresses.add(0)).isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> {
              failing = "delete";
              addresses.close();
            })
        .hasMessageContaining("is left")
        .hasRootCauseMessage("ended with 1");
    assertThat(commands).containsExactly(ADD_1, DELETE_1);
    assertThat(unlocked).hasValue(1);
  }

  @Test
  void oneThatCannotBeRemovedKeepsNoOther() throws Exception {
    WindowsAddresses addresses = addresses(false, true);
    addresses.add(0);
    addresses.add(1);
    failing = "address=192.0.2.2";
    assertThatThrownBy(addresses::close).isInstanceOf(IOException.class);
    assertThat(commands).containsExactly(ADD_1, ADD_2, DELETE_2, DELETE_1);
  }

  @Test
  void aTestOfListsIsSkippedWhereTheyAreNotListed() throws Exception {
    try (WindowsAddresses addresses = addresses(false, false)) {
      assertThatThrownBy(addresses::assumeListed)
          .isInstanceOf(TestAbortedException.class)
          .hasMessageContaining("a place");
    }
    try (WindowsAddresses addresses = addresses(false, true)) {
      addresses.assumeListed();
    }
  }

  @Test
  void whereItMustNotBeSkippedItFails() {
    System.setProperty(MachineAddresses.REQUIRED, "true");
    try {
      assertThatThrownBy(() -> MachineAddresses.skipped("nobody may"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("nobody may");
    } finally {
      System.clearProperty(MachineAddresses.REQUIRED);
    }
  }
}
