package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  private static final class Letter extends Linked {
    private final int number;

    Letter(int number) {
      this.number = number;
    }

    @Override
    public void run() {
      throw new AssertionError();
    }
  }

  private static List<Integer> numbers(Linked first) {
    List<Integer> numbers = new ArrayList<>();
    for (Linked item = first; item != null; item = item.inMailbox) {
      numbers.add(((Letter) item).number);
    }
    return numbers;
  }

  @Test
  void whatHasComeIsTakenInTheOrderOfSending() {
    assertThat(mailbox.isEmpty()).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(mailbox.post(new Letter(i))).isTrue();
    }
    assertThat(mailbox.isEmpty()).isFalse();
    assertThat(numbers(mailbox.takeAll())).containsExactly(0, 1, 2);
    assertThat(mailbox.isEmpty()).isTrue();
    assertThat(mailbox.takeAll()).isNull();
  }

  @Test
  void whatWasTakenMayBeSentAgain() {
    Letter letter = new Letter(7);
    mailbox.post(letter);
    Linked taken = mailbox.takeAll();
    assertThat(taken).isSameAs(letter);
    taken.inMailbox = null;
    mailbox.post(new Letter(6));
    assertThat(mailbox.post(letter)).isTrue();
    assertThat(numbers(mailbox.takeAll())).containsExactly(6, 7);
  }

  @Test
  void closingReturnsTheLastOnesAndRefusesMore() {
    mailbox.post(new Letter(1));
    mailbox.post(new Letter(2));
    assertThat(numbers(mailbox.close())).containsExactly(1, 2);
    assertThat(mailbox.post(new Letter(3))).isFalse();
    assertThat(mailbox.close()).isNull();
    assertThat(mailbox.isEmpty()).isFalse();
  }

  @Test
  void nothingIsLostBetweenManySenders() throws Exception {
    int senders = 4;
    int each = 5_000;
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      int first = s * each;
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                for (int i = 0; i < each; i++) {
                  mailbox.post(new Letter(first + i));
                }
              });
      threads.add(thread);
      thread.start();
    }
    go.countDown();
    List<Integer> all = new ArrayList<>();
    while (threads.stream().anyMatch(Thread::isAlive)) {
      all.addAll(numbers(mailbox.takeAll()));
    }
    all.addAll(numbers(mailbox.takeAll()));
    for (int s = 0; s < senders; s++) {
      int first = s * each;
      List<Integer> own = all.stream().filter(n -> n >= first && n < first + each).toList();
      // Each sender's own order is kept.
      assertThat(own).hasSize(each).isSorted();
    }
  }
}
