package io.github.asyncioctl.docs;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceiveError;
import io.github.asyncioctl.datagram.ReceiveResult;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The snippets of docs/datagrams.md, word for word; {@link SnippetsAreCurrentTest} compares them.
 */
public final class DatagramSnippets {
  private DatagramSnippets() {}

  public static void one(AsyncIoctl io, DatagramChannel channel) throws Exception {
    // snippet: datagramOne
    ReceivedDatagram question = Datagrams.receiveAsync(io, channel).get();
    System.out.println(question.source() + " asked " + question.destination().orElseThrow());
    // end
  }

  public static void publisher(AsyncIoctl io, DatagramChannel channel) {
    // snippet: datagramPublisher
    Datagrams.on(io, channel)
        .maxSize(1500)
        .publisher()
        .subscribe(
            new Flow.Subscriber<>() {
              private Flow.Subscription subscription;

              @Override
              public void onSubscribe(Flow.Subscription mine) {
                subscription = mine;
                subscription.request(16);
              }

              @Override
              public void onNext(ReceiveResult result) {
                if (result instanceof ReceivedDatagram datagram) {
                  System.out.println(datagram.data().remaining() + " bytes" + cut(datagram));
                } else if (result instanceof ReceiveError error) {
                  System.out.println("not delivered: " + error.cause().getMessage());
                }
                subscription.request(1); // this one is done with
              }

              @Override
              public void onError(Throwable failure) {
                System.out.println("no more datagrams: " + failure);
              }

              @Override
              public void onComplete() {
                System.out.println("the channel was closed");
              }
            });
    // end
  }

  private static String cut(ReceivedDatagram datagram) {
    return datagram.truncated() ? ", cut" : "";
  }

  public static boolean timeout(Datagrams datagrams) {
    // snippet: datagramTimeout
    boolean quiet =
        datagrams
            .receiveAsync()
            .orTimeout(50, TimeUnit.MILLISECONDS)
            .handle((datagram, failure) -> datagram == null)
            .join();
    // end
    return quiet;
  }
}
