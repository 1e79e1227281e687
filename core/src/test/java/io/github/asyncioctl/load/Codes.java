package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.*;

import io.github.asyncioctl.ControlCodes;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Control codes to try: those that there are, those that are nearly one, and any. */
final class Codes {
  /**
   * Codes whose input holds addresses or handles that the provider follows in this process. A
   * random one is a wild write that no library can keep from happening.
   */
  private static final Set<Integer> FOLLOW_POINTERS =
      Set.of(
          SIO_EXT_SELECT, // WSAPOLLDATA and FD_SETs
          SIO_EXT_POLL,
          SIO_EXT_SENDMSG, // WSAMSG, and an OVERLAPPED
          SIO_NSP_NOTIFY_CHANGE, // WSACOMPLETION: a routine to call, an event to set, a port
          SIO_ADDRESS_LIST_SORT, // SOCKET_ADDRESS_LIST, sorted in place
          SIO_SET_QOS, // a WSABUF in QUALITYOFSERVICE
          SIO_SET_GROUP_QOS,
          SIO_GET_QOS,
          SIO_GET_GROUP_QOS,
          SIO_CHK_QOS,
          SIO_TRANSLATE_HANDLE, // a handle
          SIO_ASSOCIATE_HANDLE,
          FSCTL_PIPE_ASSIGN_EVENT, // an event's handle
          FSCTL_PIPE_EVENT_SELECT,
          FSCTL_PIPE_WAIT); // cannot be cancelled under Wine

  /** FILE_DEVICE_NETWORK, the socket driver's own codes: they hold addresses, too. */
  private static final int NETWORK_DEVICE = 0x12;

  private static final int PIPE_DEVICE = 0x11;
  private static final List<Integer> SOCKET_CODES = new ArrayList<>();
  private static final List<Integer> PIPE_CODES = new ArrayList<>();

  static {
    for (Field field : ControlCodes.class.getFields()) {
      int code = value(field);
      if (field.getName().startsWith("FSCTL_PIPE_")) {
        PIPE_CODES.add(code);
      } else if (!field.getName().startsWith("FSCTL_")) {
        SOCKET_CODES.add(code);
      }
    }
  }

  private Codes() {}

  private static int value(Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isHarmless(int code) {
    return !FOLLOW_POINTERS.contains(code) && code >>> 16 != NETWORK_DEVICE;
  }

  static int ofSocket(Random random) {
    while (true) {
      int known = SOCKET_CODES.get(random.nextInt(SOCKET_CODES.size()));
      int code =
          switch (random.nextInt(10)) {
            case 0 -> known ^ 1 << random.nextInt(32);
            case 1 -> random.nextInt();
            case 2 -> PIPE_CODES.get(random.nextInt(PIPE_CODES.size()));
            default -> known;
          };
      if (isHarmless(code)) {
        return code;
      }
    }
  }

  /** For pipes only: of a file or a disk a random code may ask for anything. */
  static int ofPipe(Random random) {
    while (true) {
      int known = PIPE_CODES.get(random.nextInt(PIPE_CODES.size()));
      int code =
          switch (random.nextInt(10)) {
            case 0 -> known ^ 1 << random.nextInt(16);
            case 1 -> PIPE_DEVICE << 16 | random.nextInt(1 << 16);
            default -> known;
          };
      if (isHarmless(code)) {
        return code;
      }
    }
  }
}
