package io.github.asyncioctl.windows;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The test bed's, in its network namespace. Wine lists one address for each interface, so each has
 * an interface of its own. Wine tells sockets of both families of every change.
 */
final class TestbedAddresses implements MachineAddresses {
  private TestbedAddresses() {}

  static TestbedAddresses open() throws IOException, Fixed {
    if (!Wine.isTestbed()) {
      throw new Fixed("this is Wine, but not the test bed");
    }
    // Without addresses that the kernel makes, whose changes would come when they like.
    shell(
        forEach(
            "ip link add w%1$d type veth peer name w%1$dp;"
                + " ip link set w%1$d addrgenmode none; ip link set w%1$dp addrgenmode none;"
                + " ip link set w%1$d up; ip link set w%1$dp up"));
    return new TestbedAddresses();
  }

  private static String forEach(String command) {
    return IntStream.range(0, COUNT)
        .mapToObj(number -> String.format(Locale.ROOT, command, number))
        .collect(Collectors.joining("\n"));
  }

  private static void shell(String command) throws IOException {
    Wine.shell(command, Waits.BOUND);
  }

  @Override
  public String address(int number) {
    return "10.79." + number + ".1";
  }

  @Override
  public void add(int number) throws IOException {
    shell(command(new Step(number, true, 0)));
  }

  @Override
  public void remove(int number) throws IOException {
    shell(command(new Step(number, false, 0)));
  }

  @Override
  public void change(List<Step> steps) throws IOException {
    Duration pauses = Duration.ofMillis(steps.stream().mapToLong(Step::pauseMillis).sum());
    Wine.shell(
        steps.stream().map(this::command).collect(Collectors.joining("\n")),
        Waits.BOUND.plus(pauses));
  }

  private String command(Step step) {
    String change =
        String.format(
            Locale.ROOT,
            "ip addr %s %s/24 dev w%d",
            step.isThere() ? "add" : "del",
            address(step.number()),
            step.number());
    return step.pauseMillis() == 0
        ? change
        : String.format(Locale.ROOT, "%s; sleep %.3f", change, step.pauseMillis() / 1000.0);
  }

  @Override
  public void assumeListed() {
    // Wine lists them.
  }

  @Override
  public boolean areAlone() {
    return true;
  }

  @Override
  public void close() throws IOException {
    shell(forEach("ip link del w%d"));
  }
}
