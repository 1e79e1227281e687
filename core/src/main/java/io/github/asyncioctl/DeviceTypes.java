package io.github.asyncioctl;

/**
 * The device types of driver control codes, by their names in winioctl.h, for {@link CtlCode}.
 * Vendors use types from 0x8000.
 *
 * <p>Source: Microsoft, "Specifying Device Types"; winioctl.h.
 */
public final class DeviceTypes {
  private DeviceTypes() {}

  /** A speaker. */
  public static final int FILE_DEVICE_BEEP = 0x01;

  /** A CD drive. */
  public static final int FILE_DEVICE_CD_ROM = 0x02;

  /** A disk. */
  public static final int FILE_DEVICE_DISK = 0x07;

  /** A file system on a disk. */
  public static final int FILE_DEVICE_DISK_FILE_SYSTEM = 0x08;

  /** A file system: the codes FSCTL_. */
  public static final int FILE_DEVICE_FILE_SYSTEM = 0x09;

  /** A keyboard. */
  public static final int FILE_DEVICE_KEYBOARD = 0x0B;

  /** A mailslot. */
  public static final int FILE_DEVICE_MAILSLOT = 0x0C;

  /** A mouse. */
  public static final int FILE_DEVICE_MOUSE = 0x0F;

  /** A named pipe: the codes FSCTL_PIPE_. */
  public static final int FILE_DEVICE_NAMED_PIPE = 0x11;

  /** A network adapter or protocol. */
  public static final int FILE_DEVICE_NETWORK = 0x12;

  /** A network file system. */
  public static final int FILE_DEVICE_NETWORK_FILE_SYSTEM = 0x14;

  /** The device NUL. */
  public static final int FILE_DEVICE_NULL = 0x15;

  /** A parallel port. */
  public static final int FILE_DEVICE_PARALLEL_PORT = 0x16;

  /** A network card: the codes IOCTL_NDIS_. */
  public static final int FILE_DEVICE_PHYSICAL_NETCARD = 0x17;

  /** A printer. */
  public static final int FILE_DEVICE_PRINTER = 0x18;

  /** A scanner. */
  public static final int FILE_DEVICE_SCANNER = 0x19;

  /** A serial port. */
  public static final int FILE_DEVICE_SERIAL_PORT = 0x1B;

  /** A sound card. */
  public static final int FILE_DEVICE_SOUND = 0x1D;

  /** A stream. */
  public static final int FILE_DEVICE_STREAMS = 0x1E;

  /** A tape drive. */
  public static final int FILE_DEVICE_TAPE = 0x1F;

  /** A transport protocol. */
  public static final int FILE_DEVICE_TRANSPORT = 0x21;

  /** A device of no other type: most vendors' drivers. */
  public static final int FILE_DEVICE_UNKNOWN = 0x22;

  /** A graphics card. */
  public static final int FILE_DEVICE_VIDEO = 0x23;

  /** A virtual disk. */
  public static final int FILE_DEVICE_VIRTUAL_DISK = 0x24;

  /** A network redirector. */
  public static final int FILE_DEVICE_NETWORK_REDIRECTOR = 0x28;

  /** A battery. */
  public static final int FILE_DEVICE_BATTERY = 0x29;

  /** A bus. */
  public static final int FILE_DEVICE_BUS_EXTENDER = 0x2A;

  /** A modem. */
  public static final int FILE_DEVICE_MODEM = 0x2B;

  /** A mass storage device: the codes IOCTL_STORAGE_. */
  public static final int FILE_DEVICE_MASS_STORAGE = 0x2D;

  /** The file sharing protocol. */
  public static final int FILE_DEVICE_SMB = 0x2E;

  /** Kernel streaming. */
  public static final int FILE_DEVICE_KS = 0x2F;

  /** A media changer. */
  public static final int FILE_DEVICE_CHANGER = 0x30;

  /** A smart card reader. */
  public static final int FILE_DEVICE_SMARTCARD = 0x31;

  /** The firmware: ACPI. */
  public static final int FILE_DEVICE_ACPI = 0x32;

  /** A DVD drive. */
  public static final int FILE_DEVICE_DVD = 0x33;

  /** An enumerator of serial devices. */
  public static final int FILE_DEVICE_SERENUM = 0x37;

  /** The security support of the kernel. */
  public static final int FILE_DEVICE_KSEC = 0x39;

  /** A virtual machine's bus. */
  public static final int FILE_DEVICE_VMBUS = 0x3E;

  /** A portable device. */
  public static final int FILE_DEVICE_WPD = 0x40;

  /** Bluetooth. */
  public static final int FILE_DEVICE_BLUETOOTH = 0x41;

  /** A biometric sensor. */
  public static final int FILE_DEVICE_BIOMETRIC = 0x44;

  /** General-purpose pins (GPIO). */
  public static final int FILE_DEVICE_GPIO = 0x48;

  /** USB. */
  public static final int FILE_DEVICE_USBEX = 0x49;

  /** A console. */
  public static final int FILE_DEVICE_CONSOLE = 0x50;

  /** A proximity device (NFC). */
  public static final int FILE_DEVICE_NFP = 0x51;

  /** A virtual block device. */
  public static final int FILE_DEVICE_VIRTUAL_BLOCK = 0x53;

  /** Persistent memory. */
  public static final int FILE_DEVICE_PERSISTENT_MEMORY = 0x59;

  /** A memory module that keeps its content. */
  public static final int FILE_DEVICE_NVDIMM = 0x5A;
}
