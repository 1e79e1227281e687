package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.engine.Mailbox.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  @Test
  void keepsTheOrderOfSending() {
    List<Command> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Command command = new Probe();
      sent.add(command);
      assertThat(mailbox.post(command)).isEqualTo(Receipt.QUEUED);
    }
    assertThat(list(mailbox.takeAll())).isEqualTo(sent);
    assertThat(mailbox.takeAll()).isNull();
  }

  @Test
  void onlyTheFirstSenderWakesTheSleeper() {
    assertThat(mailbox.sleep()).isTrue();
    assertThat(mailbox.post(new Probe())).isEqualTo(Receipt.WAKE);
    assertThat(mailbox.post(new Probe())).isEqualTo(Receipt.QUEUED);
    mailbox.signalSeen();
    assertThat(list(mailbox.takeAll())).hasSize(2);
    assertThat(mailbox.isSignalOwed()).isFalse();
  }

  @Test
  void doesNotSleepOverACommand() {
    mailbox.post(new Probe());
    assertThat(mailbox.sleep()).isFalse();
  }

  /** The waiter woke for another reason, while a sender was between its post and its signal. */
  @Test
  void aSignalThatIsStillToComeIsRemembered() {
    mailbox.sleep();
    mailbox.post(new Probe());
    mailbox.takeAll();
    assertThat(mailbox.isSignalOwed()).isTrue();

    // It waits for that signal, and nobody is asked for another.
    assertThat(mailbox.sleep()).isTrue();
    assertThat(mailbox.post(new Probe())).isEqualTo(Receipt.QUEUED);
    mailbox.signalSeen();
    assertThat(list(mailbox.takeAll())).hasSize(1);
    assertThat(mailbox.isSignalOwed()).isFalse();
    mailbox.sleep();
    assertThat(mailbox.post(new Probe())).isEqualTo(Receipt.WAKE);
  }

  @Test
  void refusesAfterTheEnd() {
    mailbox.sleep();
    mailbox.post(new Probe());
    assertThat(list(mailbox.close())).hasSize(1);
    assertThat(mailbox.isSignalOwed()).isTrue();
    assertThat(mailbox.post(new Probe())).isEqualTo(Receipt.REFUSED);
    assertThat(mailbox.close()).isNull();
  }

  /** Every command arrives, though the receiver sleeps whenever it can. */
  @Test
  @Timeout(60)
  void losesNoWakeUp() throws InterruptedException {
    int senders = 4;
    int each = 10_000;
    // Few commands are under way at a time, so that the receiver often finds nothing.
    Semaphore window = new Semaphore(3);
    Semaphore control = new Semaphore(0);
    AtomicInteger wakes = new AtomicInteger();
    for (int i = 0; i < senders; i++) {
      new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  window.acquireUninterruptibly();
                  if (mailbox.post(new Probe()) == Receipt.WAKE) {
                    wakes.incrementAndGet();
                    control.release();
                  }
                }
              })
          .start();
    }
    int received = 0;
    while (received < senders * each) {
      int count = list(mailbox.takeAll()).size();
      received += count;
      window.release(count);
      if (received < senders * each && mailbox.sleep()) {
        control.acquire();
        mailbox.signalSeen();
      }
    }
    assertThat(received).isEqualTo(senders * each);
    assertThat(wakes.get()).isPositive();
  }

  private static List<Command> list(Command first) {
    List<Command> commands = new ArrayList<>();
    for (Command each = first; each != null; each = each.next) {
      commands.add(each);
    }
    return commands;
  }

  private static final class Probe extends Command {
    @Override
    void perform(Waiter waiter) {}

    @Override
    void refused(Engine engine, Executor completer) {}
  }
}
