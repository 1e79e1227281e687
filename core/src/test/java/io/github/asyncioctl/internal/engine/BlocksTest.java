package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {
  private static final int KEPT_BYTES = 1 << 20;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final Blocks blocks = new Blocks(kernel);

  @AfterEach
  void nothingIsLeft() {
    blocks.close();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 64",
    "63, 64",
    "64, 64",
    "65, 128",
    "128, 128",
    "129, 256",
    "8193, 16384",
    "16384, 16384",
    "16385, 16385",
    "100000, 100000"
  })
  void aSizeIsRoundedUpUnlessItIsLarge(int asked, int got) {
    NativeMemory block = blocks.take(asked);
    assertThat(block.size()).isEqualTo(got);
    blocks.give(block);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 8192, Blocks.LARGEST_KEPT})
  void whatComesBackIsTakenAgain(int size) {
    NativeMemory block = blocks.take(size);
    NativeMemory other = blocks.take(size);
    assertThat(other).isNotSameAs(block);
    blocks.give(block);
    assertThat(blocks.take(size - 1)).isSameAs(block);
    blocks.give(block);
    blocks.give(other);
    assertThat(kernel.liveMemory()).isEqualTo(2);
  }

  @Test
  void anotherSizeIsAnotherMatter() {
    NativeMemory block = blocks.take(64);
    blocks.give(block);
    NativeMemory larger = blocks.take(65);
    assertThat(larger).isNotSameAs(block);
    blocks.give(larger);
  }

  @ParameterizedTest
  @ValueSource(ints = {Blocks.LARGEST_KEPT + 1, 2 * Blocks.LARGEST_KEPT, 1 << 20})
  void whatIsLargeIsNotKept(int size) {
    blocks.give(blocks.take(size));
    assertThat(kernel.liveMemory()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, Blocks.LARGEST_KEPT})
  void aBoundedNumberOfBytesIsKeptOfEachSize(int size) {
    int most = KEPT_BYTES / size;
    List<NativeMemory> taken = new ArrayList<>();
    for (int i = 0; i < most + 3; i++) {
      taken.add(blocks.take(size));
    }
    taken.forEach(blocks::give);
    assertThat(kernel.liveMemory()).isEqualTo(most);
    NativeMemory small = blocks.take(64);
    blocks.give(small);
    assertThat(kernel.liveMemory()).as("another size has a bound of its own").isEqualTo(most + 1);
  }
}
