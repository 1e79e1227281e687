package io.github.asyncioctl;

/**
 * The control codes of Windows sockets, and the similar ones of files and named pipes, by their
 * names in the Windows SDK. Each comment says what the operation takes and returns, and whether it
 * completes at once or may pend. Where Microsoft documents neither, the comment says nothing.
 *
 * <p>Two names can share a value, and the direction bits in a code can contradict its use, so the
 * number alone does not say what a code does. See "Winsock IOCTLs" and "WSAIoctl function
 * (winsock2.h)" in Microsoft's documentation.
 */
public final class ControlCodes {
  private ControlCodes() {}

  // Berkeley codes (winsock2.h, ws2ipdef.h)

  /** No data; may pend. */
  public static final int SIO_IDEAL_SEND_BACKLOG_CHANGE = 0x2000747A;

  /** Takes input. */
  public static final int FIOASYNC = 0x8004667D;

  /** Takes input; completes at once. */
  public static final int FIONBIO = 0x8004667E;

  /** Returns output; completes at once. */
  public static final int FIONREAD = 0x4004667F;

  /** Takes input. */
  public static final int SIOCSHIWAT = 0x80047300;

  /** Returns output. */
  public static final int SIOCGHIWAT = 0x40047301;

  /** Takes input. */
  public static final int SIOCSLOWAT = 0x80047302;

  /** Returns output. */
  public static final int SIOCGLOWAT = 0x40047303;

  /** Returns output; completes at once. */
  public static final int SIOCATMARK = 0x40047307;

  /** Returns output; completes at once. */
  public static final int SIO_IDEAL_SEND_BACKLOG_QUERY = 0x4004747B;

  /** Takes input and returns output; completes at once. */
  public static final int SIOCGIPMSFILTER = 0x8004747C;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_GET_MULTICAST_FILTER = 0x8004747C;

  /** Takes input; completes at once. */
  public static final int SIOCSIPMSFILTER = 0x8004747D;

  /** Takes input; completes at once. */
  public static final int SIO_SET_MULTICAST_FILTER = 0x8004747D;

  /** Takes input; completes at once. */
  public static final int SIOCSMSFILTER = 0x8004747E;

  /** Returns output. */
  public static final int SIO_GET_INTERFACE_LIST_EX = 0x4004747E;

  /** Takes input and returns output; completes at once. */
  public static final int SIOCGMSFILTER = 0x8004747F;

  /** Returns output; may pend. */
  public static final int SIO_GET_INTERFACE_LIST = 0x4004747F;

  /** Returns output. */
  public static final int SIO_LAZY_DISCOVERY = 0x4004747F;

  // Winsock 2 codes (winsock2.h, ws2def.h)

  /** Takes input. */
  public static final int SIO_ASSOCIATE_HANDLE = 0x88000001;

  /** No data; completes at once. */
  public static final int SIO_ENABLE_CIRCULAR_QUEUEING = 0x28000002;

  /** Takes input. */
  public static final int SIO_FIND_ROUTE = 0x48000003;

  /** No data; completes at once. */
  public static final int SIO_FLUSH = 0x28000004;

  /** Returns output; completes at once. */
  public static final int SIO_GET_BROADCAST_ADDRESS = 0x48000005;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;

  /** Returns output. */
  public static final int SIO_GET_QOS = 0xC8000007;

  /** Returns output. */
  public static final int SIO_GET_GROUP_QOS = 0xC8000008;

  /** Takes input; completes at once. */
  public static final int SIO_MULTIPOINT_LOOPBACK = 0x88000009;

  /** Takes input; completes at once. */
  public static final int SIO_MULTICAST_SCOPE = 0x8800000A;

  /** Takes input. */
  public static final int SIO_SET_QOS = 0x8800000B;

  /** Takes input. */
  public static final int SIO_SET_GROUP_QOS = 0x8800000C;

  /** Takes input and returns output. */
  public static final int SIO_TRANSLATE_HANDLE = 0xC800000D;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_ROUTING_INTERFACE_QUERY = 0xC8000014;

  /** Takes input; may pend. */
  public static final int SIO_ROUTING_INTERFACE_CHANGE = 0x88000015;

  /** Returns output; completes at once. */
  public static final int SIO_ADDRESS_LIST_QUERY = 0x48000016;

  /** No data; may pend. */
  public static final int SIO_ADDRESS_LIST_CHANGE = 0x28000017;

  /** Returns output; completes at once. */
  public static final int SIO_QUERY_TARGET_PNP_HANDLE = 0x48000018;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_ADDRESS_LIST_SORT = 0xC8000019;

  /** Takes input; may pend. */
  public static final int SIO_NSP_NOTIFY_CHANGE = 0x88000019;

  /** Takes input. */
  public static final int SIO_RESERVED_1 = 0x8800001A;

  /** Returns output; completes at once. */
  public static final int SIO_BSP_HANDLE = 0x4800001B;

  /** Returns output; completes at once. */
  public static final int SIO_BSP_HANDLE_SELECT = 0x4800001C;

  /** Returns output; completes at once. */
  public static final int SIO_BSP_HANDLE_POLL = 0x4800001D;

  /** Takes input and returns output. */
  public static final int SIO_EXT_SELECT = 0xC800001E;

  /** Takes input and returns output. */
  public static final int SIO_EXT_POLL = 0xC800001F;

  /** Takes input and returns output. */
  public static final int SIO_EXT_SENDMSG = 0xC8000020;

  /** Takes input. */
  public static final int SIO_RESERVED_2 = 0x88000021;

  /** Returns output; completes at once. */
  public static final int SIO_BASE_HANDLE = 0x48000022;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_GET_MULTIPLE_EXTENSION_FUNCTION_POINTER = 0xC8000024;

  /** Returns output; completes at once. */
  public static final int SIO_QUERY_RSS_PROCESSOR_INFO = 0x48000025;

  /** Takes input. */
  public static final int SIO_WSK_SET_REMOTE_ADDRESS = 0x8F000001;

  /** Takes input and returns output. */
  public static final int SIO_WSK_REGISTER_EXTENSION = 0xCF000002;

  /** Returns output. */
  public static final int SIO_WSK_QUERY_IDEAL_SEND_BACKLOG = 0x4F000003;

  /** Returns output. */
  public static final int SIO_WSK_QUERY_RECEIVE_BACKLOG = 0x4F000004;

  /** Returns output. */
  public static final int SIO_WSK_QUERY_INSPECT_ID = 0x4F000005;

  /** Takes input. */
  public static final int SIO_WSK_SET_SENDTO_ADDRESS = 0x8F000006;

  /** No data. */
  public static final int SIO_WSK_SET_TCP_SILENT_MODE = 0x2F000007;

  // Codes of one protocol family

  /** Returns output; completes at once. */
  public static final int SIO_GET_NUMBER_OF_ATM_DEVICES = 0x50160001;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_GET_ATM_ADDRESS = 0xD0160002;

  /** Takes input. */
  public static final int SIO_ASSOCIATE_PVC = 0x90160003;

  /** Returns output; completes at once. */
  public static final int SIO_GET_ATM_CONNECTION_ID = 0x50160004;

  // Microsoft codes (mswsock.h, mstcpip.h)

  /** Takes input; completes at once. */
  public static final int SIO_RCVALL = 0x98000001;

  /** Takes input; completes at once. */
  public static final int SIO_RCVALL_MCAST = 0x98000002;

  /** Takes input; completes at once. */
  public static final int SIO_RCVALL_IGMPMCAST = 0x98000003;

  /** Takes input; completes at once. */
  public static final int SIO_KEEPALIVE_VALS = 0x98000004;

  /** Takes input. */
  public static final int SIO_ABSORB_RTRALERT = 0x98000005;

  /** Takes input. */
  public static final int SIO_UCAST_IF = 0x98000006;

  /** Takes input. */
  public static final int SIO_LIMIT_BROADCASTS = 0x98000007;

  /** Takes input and returns output. */
  public static final int SIO_BTH_PING = 0xD8000008;

  /** Takes input. */
  public static final int SIO_INDEX_BIND = 0x98000008;

  /** Takes input and returns output. */
  public static final int SIO_BTH_INFO = 0xD8000009;

  /** Takes input. */
  public static final int SIO_INDEX_MCASTIF = 0x98000009;

  /** Takes input. */
  public static final int SIO_INDEX_ADD_MCAST = 0x9800000A;

  /** Takes input. */
  public static final int SIO_INDEX_DEL_MCAST = 0x9800000B;

  /** Takes input; completes at once. */
  public static final int SIO_UDP_CONNRESET = 0x9800000C;

  /** Takes input; completes at once. */
  public static final int SIO_RCVALL_MCAST_IF = 0x9800000D;

  /** Takes input; may pend. */
  public static final int SIO_SOCKET_CLOSE_NOTIFY = 0x9800000D;

  /** Takes input; completes at once. */
  public static final int SIO_RCVALL_IF = 0x9800000E;

  /** Takes input; completes at once. */
  public static final int SIO_UDP_NETRESET = 0x9800000F;

  /** Takes input; completes at once. */
  public static final int SIO_LOOPBACK_FAST_PATH = 0x98000010;

  /** Takes input; completes at once. */
  public static final int SIO_TCP_INITIAL_RTO = 0x98000011;

  /** Takes input. */
  public static final int SIO_APPLY_TRANSPORT_SETTING = 0x98000013;

  /** Takes input and returns output. */
  public static final int SIO_QUERY_TRANSPORT_SETTING = 0x98000014;

  /** Takes input; completes at once. */
  public static final int SIO_CPU_AFFINITY = 0x98000015;

  /** Takes input; completes at once. */
  public static final int SIO_TCP_SET_ICW = 0x98000016;

  /** Takes input; completes at once. */
  public static final int SIO_TCP_SET_ACK_FREQUENCY = 0x98000017;

  /** Takes input; completes at once. */
  public static final int SIO_PRIORITY_HINT = 0x98000018;

  /** Takes input; completes at once. */
  public static final int SIO_SET_PRIORITY_HINT = 0x98000018;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_TCP_INFO = 0xD8000027;

  /** Takes input and returns output. */
  public static final int SIO_ACQUIRE_PORT_RESERVATION = 0x98000064;

  /** Takes input. */
  public static final int SIO_RELEASE_PORT_RESERVATION = 0x98000065;

  /** Takes input and returns output. */
  public static final int SIO_RFCOMM_SEND_COMMAND = 0xD8000065;

  /** Takes input. */
  public static final int SIO_ASSOCIATE_PORT_RESERVATION = 0x98000066;

  /** Takes input and returns output; may pend. */
  public static final int SIO_RFCOMM_WAIT_COMMAND = 0xD8000066;

  /** Takes input and returns output. */
  public static final int SIO_RFCOMM_SESSION_FLOW_OFF = 0xD8000067;

  /** Takes input and returns output. */
  public static final int SIO_RFCOMM_TEST = 0xD8000068;

  /** Takes input and returns output. */
  public static final int SIO_RFCOMM_USECFC = 0xD8000069;

  /** Takes input. */
  public static final int SIO_SET_SECURITY = 0x980000C8;

  /** Takes input and returns output. */
  public static final int SIO_QUERY_SECURITY = 0xD80000C9;

  /** Takes input. */
  public static final int SIO_SET_PEER_TARGET_NAME = 0x980000CA;

  /** Takes input. */
  public static final int SIO_DELETE_PEER_TARGET_NAME = 0x980000CB;

  /** Takes input. */
  public static final int SIO_SOCKET_USAGE_NOTIFICATION = 0x980000CC;

  /** Returns output; completes at once. */
  public static final int SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE = 0x580000CD;

  /** Returns output; completes at once. */
  public static final int SIO_QUERY_RSS_SCALABILITY_INFO = 0x580000D2;

  /** Returns output. */
  public static final int SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS = 0x980000DC;

  /** Returns output. */
  public static final int SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT = 0x980000DD;

  /** Takes input. */
  public static final int SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS = 0x980000DE;

  /** Takes input and returns output; completes at once. */
  public static final int SIO_GET_TX_TIMESTAMP = 0x980000EA;

  /** Takes input; completes at once. */
  public static final int SIO_TIMESTAMPING = 0x980000EB;

  /** Returns output; completes at once. */
  public static final int SIO_AF_UNIX_GETPEERPID = 0x58000100;

  /** Takes input; completes at once. */
  public static final int SIO_AF_UNIX_SETBINDPARENTPATH = 0x98000101;

  /** Takes input; completes at once. */
  public static final int SIO_AF_UNIX_SETCONNPARENTPATH = 0x98000102;

  /** Takes input; completes at once. */
  public static final int SIO_SET_COMPATIBILITY_MODE = 0x9800012C;

  /** Takes input and returns output. */
  public static final int SIO_CHK_QOS = 0xDC000001;

  // File system control codes, for deviceIoctlAsync (winioctl.h)

  /** No data; may pend. */
  public static final int FSCTL_REQUEST_OPLOCK_LEVEL_1 = 0x00090000;

  /** No data; may pend. */
  public static final int FSCTL_REQUEST_OPLOCK_LEVEL_2 = 0x00090004;

  /** No data; may pend. */
  public static final int FSCTL_REQUEST_BATCH_OPLOCK = 0x00090008;

  /** No data; may pend. */
  public static final int FSCTL_OPLOCK_BREAK_ACKNOWLEDGE = 0x0009000C;

  /** No data; completes at once. */
  public static final int FSCTL_OPBATCH_ACK_CLOSE_PENDING = 0x00090010;

  /** No data; may pend. */
  public static final int FSCTL_OPLOCK_BREAK_NOTIFY = 0x00090014;

  /** No data; completes at once. */
  public static final int FSCTL_OPLOCK_BREAK_ACK_NO_2 = 0x00090050;

  /** No data; may pend. */
  public static final int FSCTL_REQUEST_FILTER_OPLOCK = 0x0009005C;

  /** Takes input and returns output; may pend. */
  public static final int FSCTL_REQUEST_OPLOCK = 0x00090240;

  // Named pipe control codes, for deviceIoctlAsync (winioctl.h, ntifs.h)

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_ASSIGN_EVENT = 0x00110000;

  /** No data; completes at once. */
  public static final int FSCTL_PIPE_DISCONNECT = 0x00110004;

  /** No data; may pend. */
  public static final int FSCTL_PIPE_LISTEN = 0x00110008;

  /** Takes input and returns output; completes at once. */
  public static final int FSCTL_PIPE_QUERY_EVENT = 0x00110010;

  /** Takes input; may pend. */
  public static final int FSCTL_PIPE_WAIT = 0x00110018;

  /** No data; completes at once. */
  public static final int FSCTL_PIPE_IMPERSONATE = 0x0011001C;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_SET_CLIENT_PROCESS = 0x00110020;

  /** Returns output; completes at once. */
  public static final int FSCTL_PIPE_QUERY_CLIENT_PROCESS = 0x00110024;

  /** Takes input and returns output; completes at once. */
  public static final int FSCTL_PIPE_GET_PIPE_ATTRIBUTE = 0x00110028;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_SET_PIPE_ATTRIBUTE = 0x0011002C;

  /** Takes input and returns output; completes at once. */
  public static final int FSCTL_PIPE_GET_CONNECTION_ATTRIBUTE = 0x00110030;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_SET_CONNECTION_ATTRIBUTE = 0x00110034;

  /** Takes input and returns output; completes at once. */
  public static final int FSCTL_PIPE_GET_HANDLE_ATTRIBUTE = 0x00110038;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_SET_HANDLE_ATTRIBUTE = 0x0011003C;

  /** No data; completes at once. */
  public static final int FSCTL_PIPE_DISABLE_IMPERSONATE = 0x00110044;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_CREATE_SYMLINK = 0x0011004C;

  /** Takes input; completes at once. */
  public static final int FSCTL_PIPE_DELETE_SYMLINK = 0x00110050;

  /** Returns output; completes at once. */
  public static final int FSCTL_PIPE_QUERY_CLIENT_PROCESS_V2 = 0x00110054;

  /** Returns output; completes at once. */
  public static final int FSCTL_PIPE_PEEK = 0x0011400C;

  /** Returns output. */
  public static final int FSCTL_PIPE_INTERNAL_READ = 0x00115FF4;

  /** Returns output. */
  public static final int FSCTL_PIPE_INTERNAL_READ_OVFLOW = 0x00116000;

  /** Takes input and returns output. */
  public static final int FSCTL_PIPE_EVENT_ENUM = 0x00117000;

  /** No data; may pend. */
  public static final int FSCTL_PIPE_FLUSH = 0x00118040;

  /** No data. */
  public static final int FSCTL_PIPE_SET_CONTAINER_AWARE = 0x00118044;

  /** Takes input. */
  public static final int FSCTL_PIPE_SILO_ARRIVAL = 0x00118048;

  /** Takes input. */
  public static final int FSCTL_PIPE_INTERNAL_WRITE = 0x00119FF8;

  /** Takes input and returns output. */
  public static final int FSCTL_PIPE_EVENT_SELECT = 0x0011AFFC;

  /** Takes input and returns output; may pend. */
  public static final int FSCTL_PIPE_TRANSCEIVE = 0x0011C017;

  /** Takes input and returns output; may pend. */
  public static final int FSCTL_PIPE_INTERNAL_TRANSCEIVE = 0x0011DFFF;
}
