package io.github.asyncioctl.docs.programs;

// snippet: networkProgram
import io.github.asyncioctl.watch.NetworkDifference;
import io.github.asyncioctl.watch.NetworkWatch;
import java.io.IOException;

public final class NetworkProgram {
  public static void main(String[] args) throws IOException {
    try (NetworkWatch watch = NetworkWatch.open()) {
      watch.listen(
          change -> {
            NetworkDifference what = change.difference();
            what.added().forEach(each -> System.out.println("new: " + each));
            what.removed().forEach(each -> System.out.println("gone: " + each));
            what.changed().forEach(each -> System.out.println("changed: " + each.after()));
            change.current().ipv4Source().ifPresent(at -> System.out.println("from: " + at));
          });
      System.out.println("press Enter to stop");
      System.in.read();
    }
  }
}
// end
