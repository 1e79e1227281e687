package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The control codes against the headers of the Windows SDK and its rivals. */
class ControlCodesTest {
  private static final String GOLDEN = "/golden/ioctl-codes.csv";

  @ParameterizedTest
  @CsvFileSource(resources = GOLDEN, numLinesToSkip = 1)
  void hasTheValueOfTheHeaders(String name, String value) throws ReflectiveOperationException {
    assertThat(ControlCodes.class.getField(name).getInt(null)).isEqualTo(parse(value));
  }

  /**
   * One that may pend, or shares its value with one that may, would make its caller's thread own
   * it.
   */
  @ParameterizedTest
  @CsvFileSource(resources = GOLDEN, numLinesToSkip = 1)
  void onlyWhatCompletesAtOnceIsIssuedInline(
      String name, String value, String family, String completes) {
    if (completes.equals("pends") || family.startsWith("fsctl")) {
      assertThat(AtOnce.CODES).doesNotContain(parse(value));
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = GOLDEN, numLinesToSkip = 1)
  void isNamedInMessages(String name, String value) {
    assertThat(Names.describe(parse(value))).contains(name).contains(value);
  }

  @Test
  void aCodeWithoutANameIsANumber() {
    assertThat(Names.describe(0x0BADC0DE)).isEqualTo("0x0BADC0DE");
  }

  /** Two codes share a value only where the headers say so. */
  @Test
  void fewCodesShareAValue() throws IllegalAccessException {
    Map<Integer, Set<String>> names = new HashMap<>();
    for (Field constant : ControlCodes.class.getFields()) {
      names.computeIfAbsent(constant.getInt(null), any -> new HashSet<>()).add(constant.getName());
    }
    assertThat(names.values().stream().filter(each -> each.size() > 1).collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                Set.of("SIOCGIPMSFILTER", "SIO_GET_MULTICAST_FILTER"),
                Set.of("SIOCSIPMSFILTER", "SIO_SET_MULTICAST_FILTER"),
                Set.of("SIO_GET_INTERFACE_LIST", "SIO_LAZY_DISCOVERY"),
                Set.of("SIO_RCVALL_MCAST_IF", "SIO_SOCKET_CLOSE_NOTIFY"),
                Set.of("SIO_PRIORITY_HINT", "SIO_SET_PRIORITY_HINT")));
    assertThat(Arrays.stream(ControlCodes.class.getFields())).hasSize(152);
  }

  private static int parse(String value) {
    return Integer.parseUnsignedInt(value.substring(2), 16);
  }
}
