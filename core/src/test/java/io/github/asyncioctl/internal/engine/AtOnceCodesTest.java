package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AtOnceCodesTest {
  private final AtOnceCodes codes = new AtOnceCodes(Set.of(7, -2, 3, 5));

  @Test
  void eachOfThemIsThereAndNoOther() {
    for (int code : new int[] {-2, 3, 5, 7}) {
      assertThat(codes.contains(code)).as("%d", code).isTrue();
    }
    for (int code : new int[] {-3, 0, 4, 8}) {
      assertThat(codes.contains(code)).as("%d", code).isFalse();
    }
    assertThat(new AtOnceCodes(Set.of()).contains(0)).isFalse();
  }

  @Test
  void oneThatIsRemovedIsThereNoMore() {
    codes.remove(3);
    codes.remove(3);
    codes.remove(4);
    assertThat(codes.contains(3)).isFalse();
    for (int code : new int[] {-2, 5, 7}) {
      assertThat(codes.contains(code)).as("%d", code).isTrue();
    }
  }
}
