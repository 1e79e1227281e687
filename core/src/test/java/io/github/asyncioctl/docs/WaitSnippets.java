package io.github.asyncioctl.docs;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.WaitStats;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The snippets of docs/waits.md, word for word; {@link SnippetsAreCurrentTest} compares them. */
public final class WaitSnippets {
  private WaitSnippets() {}

  public static CompletableFuture<Boolean> inTime(AsyncIoctl io, long handle) {
    // snippet: waitInTime
    CompletableFuture<Boolean> inTime =
        io.waitAsync(handle)
            .orTimeout(2, TimeUnit.SECONDS) // withdraws the wait when it expires
            .handle((none, failure) -> failure == null);
    // end
    return inTime;
  }

  public static CompletableFuture<String> refused(AsyncIoctl io, long handle) {
    // snippet: waitRefused
    CompletableFuture<String> told =
        io.waitAsync(handle)
            .handle(
                (none, failure) ->
                    failure instanceof IoctlException refused && refused.error() == 6
                        ? "no handle: " + refused.getMessage()
                        : "signalled");
    // end
    return told;
  }

  public static CompletableFuture<Void> tagged(AsyncIoctl io, TaggedEvent event) {
    // snippet: waitTagged
    CompletableFuture<Void> signalled = io.waitAsync(event.handle());
    // end
    return signalled;
  }

  public static void stats(AsyncIoctl io) {
    // snippet: waitStats
    WaitStats waits = io.stats().waits();
    System.out.println(waits.pending() + " pending, " + waits.signalled() + " signalled");
    // end
  }
}
