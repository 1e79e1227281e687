package io.github.asyncioctl.datagram;

import io.github.asyncioctl.reactive.Tck;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Reactive Streams TCK on received datagrams; a few rules do not apply. */
class DatagramTckTest {
  /** Skipped, and why. */
  private static final Set<String> NOT_FOR_DATAGRAMS =
      Set.of(
          // Each subscriber has receives of its own, so no two get the same datagram.
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne",
          // A publisher that fails before anything is requested: there is none.
          "optional_spec104_mustSignalOnErrorWhenFails",
          "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThemRejectionMustTriggerOnErrorAfterOnSubscribe",
          // One that completes before anything is requested: the end is seen by a receive.
          "optional_spec105_emptyStreamMustTerminateBySignallingOnComplete");

  @TestFactory
  Stream<DynamicTest> tck() {
    return Tck.run(DatagramTck.class, NOT_FOR_DATAGRAMS::contains);
  }
}
