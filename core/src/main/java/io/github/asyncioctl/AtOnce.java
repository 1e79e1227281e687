package io.github.asyncioctl;

import static io.github.asyncioctl.ControlCodes.*;

import java.util.Set;

/**
 * The codes that complete at once on a socket: they set or query something local, and wait for no
 * event. The list excludes a code that shares its value with one that may pend, and a code that has
 * been seen to pend on Windows (SIO_GET_INTERFACE_LIST).
 */
final class AtOnce {
  static final Set<Integer> CODES =
      Set.of(
          FIONBIO,
          FIONREAD,
          SIOCATMARK,
          SIOCGIPMSFILTER,
          SIOCSIPMSFILTER,
          SIOCGMSFILTER,
          SIOCSMSFILTER,
          SIO_ADDRESS_LIST_QUERY,
          SIO_ADDRESS_LIST_SORT,
          SIO_AF_UNIX_GETPEERPID,
          SIO_AF_UNIX_SETBINDPARENTPATH,
          SIO_AF_UNIX_SETCONNPARENTPATH,
          SIO_BASE_HANDLE,
          SIO_BSP_HANDLE,
          SIO_BSP_HANDLE_POLL,
          SIO_BSP_HANDLE_SELECT,
          SIO_CPU_AFFINITY,
          SIO_ENABLE_CIRCULAR_QUEUEING,
          SIO_FLUSH,
          SIO_GET_BROADCAST_ADDRESS,
          SIO_GET_EXTENSION_FUNCTION_POINTER,
          SIO_GET_MULTIPLE_EXTENSION_FUNCTION_POINTER,
          SIO_GET_TX_TIMESTAMP,
          SIO_IDEAL_SEND_BACKLOG_QUERY,
          SIO_KEEPALIVE_VALS,
          SIO_LOOPBACK_FAST_PATH,
          SIO_MULTICAST_SCOPE,
          SIO_MULTIPOINT_LOOPBACK,
          SIO_PRIORITY_HINT,
          SIO_QUERY_RSS_PROCESSOR_INFO,
          SIO_QUERY_RSS_SCALABILITY_INFO,
          SIO_QUERY_TARGET_PNP_HANDLE,
          SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE,
          SIO_RCVALL,
          SIO_RCVALL_IF,
          SIO_RCVALL_IGMPMCAST,
          SIO_RCVALL_MCAST,
          SIO_ROUTING_INTERFACE_QUERY,
          SIO_SET_COMPATIBILITY_MODE,
          SIO_TCP_INFO,
          SIO_TCP_INITIAL_RTO,
          SIO_TCP_SET_ACK_FREQUENCY,
          SIO_TCP_SET_ICW,
          SIO_TIMESTAMPING,
          SIO_UDP_CONNRESET,
          SIO_UDP_NETRESET);

  /** The codes that the system answers only without an OVERLAPPED. */
  static final Set<Integer> WITHOUT_OVERLAPPED =
      Set.of(SIO_BASE_HANDLE, SIO_BSP_HANDLE, SIO_BSP_HANDLE_POLL, SIO_BSP_HANDLE_SELECT);

  /** The codes that only query: repeating one does no harm. */
  static final Set<Integer> QUESTIONS =
      Set.of(
          FIONREAD,
          SIOCATMARK,
          SIOCGIPMSFILTER,
          SIOCGMSFILTER,
          SIO_ADDRESS_LIST_QUERY,
          SIO_AF_UNIX_GETPEERPID,
          SIO_GET_BROADCAST_ADDRESS,
          SIO_GET_EXTENSION_FUNCTION_POINTER,
          SIO_GET_INTERFACE_LIST,
          SIO_GET_MULTIPLE_EXTENSION_FUNCTION_POINTER,
          SIO_IDEAL_SEND_BACKLOG_QUERY,
          SIO_QUERY_RSS_PROCESSOR_INFO,
          SIO_QUERY_RSS_SCALABILITY_INFO,
          SIO_QUERY_TARGET_PNP_HANDLE,
          SIO_QUERY_WFP_ALE_ENDPOINT_HANDLE,
          SIO_ROUTING_INTERFACE_QUERY,
          SIO_TCP_INFO);

  private AtOnce() {}
}
