package io.github.asyncioctl.docs;

import java.util.List;

/**
 * Something about the kernel that the engine rests on.
 *
 * @param id what the table of facts calls it
 * @param text what it is
 * @param tests which tests hold it, beside those of the facts
 */
record EngineFact(String id, String text, String tests) {
  static final List<EngineFact> ALL =
      List.of(
          fact(
              "K1",
              "No packet reaches the port of an operation whose event is tagged (its low-order bit"
                  + " set). Of an untagged one the port gets the address.",
              "KernelFactsTest"),
          fact(
              "K2",
              "A start resets its event first, also one that fails. So a start can wipe out the"
                  + " signal of another operation with the same event.",
              "KernelFactsTest"),
          fact(
              "K3",
              "`InternalHigh` is written, then `Internal`, then the event is set. A status other"
                  + " than `STATUS_PENDING` means: complete, and not touched again.",
              "KernelFactsTest"),
          fact(
              "K4",
              "Who starts a call writes `STATUS_PENDING` first and looks at it right after: a call"
                  + " that says \"pending\" can be over already, and need not signal.",
              "WineFactsTest"),
          fact(
              "K5",
              "When a thread ends, what it has started is cancelled, unless the handle is on a port"
                  + " and the operation has no event. So what may pend is issued by a thread that"
                  + " stays.",
              "KernelFactsTest"),
          fact(
              "K6",
              "A call that fails with anything but \"pending\" leaves nothing pending, and what it"
                  + " left in the fields says nothing.",
              "KernelFactsTest"),
          fact(
              "K7",
              "A cancel only asks. Until the end is there, the memory is the kernel's.",
              "KernelFactsTest"),
          fact(
              "K8",
              "A close ends what is pending on the handle, with one status or another, and only if"
                  + " nobody else holds the object.",
              "KernelFactsTest"),
          fact(
              "K9",
              "A wait takes 64 handles, tells the lowest that is set, and fails as a whole if one"
                  + " is closed.",
              "KernelFactsTest"),
          fact(
              "K10",
              "Of a success at once the call's own byte count counts; of what pended,"
                  + " `InternalHigh`.",
              "KernelFactsTest"),
          fact(
              "K14",
              "Success at once, failure after \"pending\", and an end before the start has returned"
                  + " are three ordinary cases.",
              "EngineContract"),
          fact(
              "K17",
              "A call that fails at once leaves `Internal` at `STATUS_PENDING`, and there are"
                  + " operations that cannot be cancelled.",
              "WineFactsTest"),
          fact(
              "K20",
              "An unknown code with an `OVERLAPPED` says \"pending\" and ends with"
                  + " `STATUS_NOT_SUPPORTED`; a short buffer fails in one of several ways.",
              "WineFactsTest"),
          fact(
              "K21",
              "Some warnings are ends with data that the system has given away. Others are not.",
              "EngineContract"));

  private static EngineFact fact(String id, String text, String test) {
    return new EngineFact(id, text, "`" + test + "`");
  }
}
