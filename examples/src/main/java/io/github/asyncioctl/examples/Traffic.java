package io.github.asyncioctl.examples;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Round trips over a pair of channels, through the JDK alone, until {@link #stop}: blocks of random
 * lengths go to the other side, which echoes them, and every byte that returns is compared with the
 * one that belongs at its place in the stream.
 */
final class Traffic {
  /** The longest block, and so the most that can be on its way. */
  static final int MAX_BLOCK = 16 * 1024;

  /** Shorter than most blocks, so that some bytes wait to be read. */
  private static final int ECHO_BUFFER = 4 * 1024;

  private final Random random;
  private final Transfer client;
  private final Transfer server;
  private final ByteBuffer block = ByteBuffer.allocateDirect(MAX_BLOCK);
  private final ByteBuffer answer = ByteBuffer.allocateDirect(MAX_BLOCK);
  private final ByteBuffer echo = ByteBuffer.allocateDirect(ECHO_BUFFER);

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile CompletableFuture<Void> roundTrip = new CompletableFuture<>();
  private volatile boolean stopping;

  private final AtomicLong rounds = new AtomicLong();

  /** Written by one round trip after the other. */
  private volatile long bytes;

  Traffic(ChannelPair pair, Random random) {
    this.random = random;
    client = new Transfer(pair.client(), this::fail);
    server = new Transfer(pair.server(), this::fail);
  }

  /** Starts the round trips, which continue on their own. */
  void start() {
    echoNext();
    sendNext();
  }

  /** Ends after the current round trip. */
  CompletableFuture<Void> stop() {
    stopping = true;
    return ended;
  }

  long rounds() {
    return rounds.get();
  }

  long bytes() {
    return bytes;
  }

  /** The end of the current round trip. */
  CompletableFuture<?> roundTrip() {
    return CompletableFuture.anyOf(roundTrip, ended);
  }

  private void sendNext() {
    block.clear().limit(1 + random.nextInt(MAX_BLOCK));
    for (long place = bytes; block.hasRemaining(); place++) {
      block.put(byteAt(place));
    }
    answer.clear().limit(block.limit());
    client.writeAll(block.flip(), () -> client.readAll(answer, this::check));
  }

  private void echoNext() {
    server.readSome(echo.clear(), () -> server.writeAll(echo.flip(), this::echoNext));
  }

  private void check() {
    long place = bytes;
    for (answer.flip(); answer.hasRemaining(); place++) {
      if (answer.get() != byteAt(place)) {
        throw new IllegalStateException("byte " + place + " of the stream is wrong");
      }
    }
    bytes = place;
    rounds.incrementAndGet();
    goOn();
  }

  private void goOn() {
    CompletableFuture<Void> last = roundTrip;
    if (stopping) {
      ended.complete(null);
    } else {
      roundTrip = new CompletableFuture<>();
      sendNext();
    }
    last.complete(null);
  }

  /** Does nothing at the end: the other side still reads when the channels are closed. */
  private void fail(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  /** Differs from place to place without a short period. */
  private static byte byteAt(long place) {
    return (byte) ((place * 0x9E3779B97F4A7C15L) >>> 56);
  }
}
