package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Whether a TCP socket can wake a Windows Store app through a ControlChannelTrigger:
 * CONTROL_CHANNEL_TRIGGER_STATUS (mstcpip.h).
 */
public enum RealTimeNotification {
  /** It cannot. */
  INVALID,
  /** It can, with a software slot. */
  SOFTWARE_SLOT_ALLOCATED,
  /** It can, with a hardware slot. */
  HARDWARE_SLOT_ALLOCATED,
  /** A policy forbids it. */
  POLICY_ERROR,
  /** The system failed. */
  SYSTEM_ERROR,
  /** The connection is lost. */
  TRANSPORT_DISCONNECTED,
  /** The service does not answer. */
  SERVICE_UNAVAILABLE;

  /** The size of REAL_TIME_NOTIFICATION_SETTING_OUTPUT. */
  static final int SIZE = 4;

  /** The size of TRANSPORT_SETTING_ID. */
  static final int ID_SIZE = 16;

  /** The size of REAL_TIME_NOTIFICATION_SETTING_INPUT. */
  static final int INPUT_SIZE = 32;

  private static final RealTimeNotification[] ALL = values();

  /** REAL_TIME_NOTIFICATION_CAPABILITY. */
  private static final UUID CAPABILITY = new UUID(0x6B59819A_5CAE492DL, 0xA9012A3C_2C50164FL);

  static void writeId(ByteBuffer out) {
    Codec.putGuid(CAPABILITY, out);
  }

  static void writeInput(UUID brokerEvent, ByteBuffer out) {
    writeId(out);
    Codec.putGuid(brokerEvent, out);
  }

  /** The values of CONTROL_CHANNEL_TRIGGER_STATUS are the positions here. */
  static RealTimeNotification read(ByteBuffer in) {
    int value = in.getInt();
    return ALL[(int) Codec.checkRange("CONTROL_CHANNEL_TRIGGER_STATUS", value, 0, ALL.length - 1)];
  }
}
