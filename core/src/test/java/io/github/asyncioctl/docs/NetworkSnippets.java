package io.github.asyncioctl.docs;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.NetworkState;
import io.github.asyncioctl.watch.NetworkWatch;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** The snippets of docs/network.md, word for word; {@link SnippetsAreCurrentTest} compares them. */
public final class NetworkSnippets {
  private NetworkSnippets() {}

  public static NetworkState now() {
    // snippet: networkNow
    NetworkState state;
    try (NetworkWatch watch = NetworkWatch.open()) {
      state = watch.current().join();
    }
    // end
    return state;
  }

  public static NetworkWatch settings(AsyncIoctl io, InetAddress server) {
    // snippet: networkSettings
    NetworkWatch watch =
        NetworkWatch.builder()
            .engine(io) // on Windows, if the program has one
            .destination(server) // instead of the Internet
            .settlingTime(Duration.ofMillis(500))
            .pollInterval(Duration.ofSeconds(10))
            .interfaces(each -> !each.name().equals("my-vpn0"))
            .open();
    // end
    return watch;
  }

  /** What a program does about another network. */
  public static void loop(NetworkWatch watch, Consumer<NetworkState> rebind) throws Exception {
    // snippet: networkLoop
    NetworkState known = watch.current().get();
    while (!Thread.interrupted()) {
      known = watch.next(known).get().current();
      rebind.accept(known);
    }
    // end
  }
}
