package io.github.asyncioctl.docs;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Registration;
import io.github.asyncioctl.watch.ValueWatch;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** The snippets of docs/watches.md, word for word; {@link SnippetsAreCurrentTest} compares them. */
public final class WatchSnippets {
  private WatchSnippets() {}

  public static Watch<LocalAddress> listen(AsyncIoctl io) {
    // snippet: watchListen
    Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET);
    Registration registration =
        watch.listen(
            change -> {
              change.added().forEach(each -> System.out.println("+ " + each.address()));
              change.removed().forEach(each -> System.out.println("- " + each.address()));
            });
    // end
    return registration == null ? null : watch;
  }

  public static void subscribe(Watch<LocalAddress> watch) {
    // snippet: watchSubscribe
    watch.subscribe(
        new Flow.Subscriber<>() {
          private Flow.Subscription subscription;

          @Override
          public void onSubscribe(Flow.Subscription mine) {
            subscription = mine;
            subscription.request(1);
          }

          @Override
          public void onNext(Change<LocalAddress> change) {
            System.out.println(change.current().size() + " addresses, " + change.skipped());
            subscription.request(1); // when this one is done with
          }

          @Override
          public void onError(Throwable failure) {
            System.out.println("no more changes: " + failure);
          }

          @Override
          public void onComplete() {
            System.out.println("the watch was closed");
          }
        });
    // end
  }

  public static ValueWatch<LocalAddress> sourceAddress(AsyncIoctl io, InetAddress server) {
    // snippet: watchSourceAddress
    ValueWatch<LocalAddress> source = Watches.sourceAddress(io, server);
    source.listen(
        change -> {
          change.failure().ifPresent(why -> System.out.println("may be late: " + why.getMessage()));
          String address = change.current().map(each -> "from " + each.address()).orElse("nowhere");
          System.out.println("packets leave " + address);
        });
    // end
    return source;
  }

  /** A sender that keeps no more in flight than is of use. */
  public interface Sender {
    void limit(long bytes);
  }

  public static ValueWatch<Long> sendBacklog(
      AsyncIoctl io, SocketChannel connection, Sender sender) {
    // snippet: watchBacklog
    ValueWatch<Long> backlog = Watches.idealSendBacklog(io, connection);
    backlog.listen(change -> change.current().ifPresent(sender::limit));
    // end
    return backlog;
  }

  public static Watch<LocalAddress> executor(AsyncIoctl io, Executor mine) {
    // snippet: watchExecutor
    Watch<LocalAddress> watch = Watches.addresses(io, StandardProtocolFamily.INET6, mine);
    // end
    return watch;
  }

  public static String interfaceName(Change<LocalAddress> change) throws Exception {
    Set<String> names = new TreeSet<>();
    // snippet: watchInterface
    for (LocalAddress each : change.current()) {
      each.networkInterface().ifPresent(at -> names.add(at.getName() + " (" + at.getIndex() + ")"));
    }
    // end
    return String.join(", ", names);
  }
}
