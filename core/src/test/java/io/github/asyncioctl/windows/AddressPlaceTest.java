package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.AddressPlace.Answer.NOT_TOLD;
import static io.github.asyncioctl.windows.AddressPlace.Answer.TOLD;
import static io.github.asyncioctl.windows.AddressPlace.Answer.TOLD_AND_LISTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.windows.AddressPlace.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests use an interface at which Windows has told of a change. */
class AddressPlaceTest {
  private final AddressPlace loopback = new AddressPlace(1, "loopback", true, false);
  private final AddressPlace adapter = new AddressPlace(9, "adapter", true, false);
  private final List<AddressPlace> tried = new ArrayList<>();

  private AddressPlace choose(Answer ofLoopback, Answer ofAdapter) throws Exception {
    Map<AddressPlace, Answer> answers = Map.of(loopback, ofLoopback, adapter, ofAdapter);
    return AddressPlace.choose(
        List.of(loopback, adapter),
        place -> {
          tried.add(place);
          return answers.get(place);
        });
  }

  @Test
  void theFirstThatTellsAndListsIsTaken() throws Exception {
    assertThat(choose(TOLD_AND_LISTED, TOLD_AND_LISTED))
        .isEqualTo(new AddressPlace(1, "loopback", true, true));
    assertThat(tried).containsExactly(loopback);
  }

  @Test
  void oneThatListsIsBetter() throws Exception {
    assertThat(choose(TOLD, TOLD_AND_LISTED)).isEqualTo(new AddressPlace(9, "adapter", true, true));
  }

  @Test
  void oneThatOnlyTellsIsBetterThanNone() throws Exception {
    assertThat(choose(TOLD, TOLD)).isEqualTo(loopback);
    assertThat(choose(NOT_TOLD, TOLD)).isEqualTo(adapter);
  }

  @Test
  void whereNoneTellsTheReasonNamesThem() {
    assertThatThrownBy(() -> choose(NOT_TOLD, NOT_TOLD))
        .isInstanceOf(MachineAddresses.Fixed.class)
        .hasMessageContaining("[loopback, adapter]");
  }
}
