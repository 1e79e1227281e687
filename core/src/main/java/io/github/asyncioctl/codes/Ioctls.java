package io.github.asyncioctl.codes;

/**
 * The control codes of Windows sockets that have Java types, for {@code AsyncIoctl.ioctlAsync}. Any
 * user may issue a code unless its comment says otherwise. An input out of range throws an {@link
 * IllegalArgumentException} before anything is issued. Microsoft's page "Winsock IOCTLs" describes
 * most of them; a comment names the code's own page, or the header if no page describes it.
 *
 * <table class="striped">
 *   <caption>What each is for</caption>
 *   <thead><tr><th scope="col">I want to</th><th scope="col">constant</th><th scope="col">takes</th><th scope="col">gives</th><th scope="col">who</th><th scope="col">since</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">Sockets of any kind</th></tr>
 *     <tr><th scope="row">know how many bytes one receive can return</th><td>{@link SocketIoctls#FIONREAD FIONREAD}</td><td></td><td>{@code Long}</td><td>anyone</td><td>Winsock 1.1</td></tr>
 *     <tr><th scope="row">know whether urgent data waits in the stream</th><td>{@link SocketIoctls#SIOCATMARK SIOCATMARK}</td><td></td><td>{@code Boolean}</td><td>anyone</td><td>Winsock 1.1</td></tr>
 *     <tr><th scope="row">make a socket of native code non-blocking (refused on the JDK's)</th><td>{@link SocketIoctls#FIONBIO FIONBIO}</td><td>{@code Boolean}</td><td></td><td>anyone</td><td>Winsock 1.1</td></tr>
 *     <tr><th scope="row">call AcceptEx, ConnectEx or WSARecvMsg yourself</th><td>{@link SocketIoctls#SIO_GET_EXTENSION_FUNCTION_POINTER SIO_GET_EXTENSION_FUNCTION_POINTER}</td><td>{@code ExtensionFunction}</td><td>{@code Long}</td><td>anyone</td><td>Winsock 2</td></tr>
 *     <tr><th scope="row">get the base SOCKET below layered providers</th><td>{@link SocketIoctls#SIO_BASE_HANDLE SIO_BASE_HANDLE}</td><td></td><td>{@code SocketHandle}</td><td>anyone</td><td>Windows Vista</td></tr>
 *     <tr><th scope="row">run on the processor that handles a socket's packets</th><td>{@link SocketIoctls#SIO_QUERY_RSS_PROCESSOR_INFO SIO_QUERY_RSS_PROCESSOR_INFO}</td><td></td><td>{@code RssProcessor}</td><td>anyone</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">find the process at the other end of a Unix socket</th><td>{@link SocketIoctls#SIO_AF_UNIX_GETPEERPID SIO_AF_UNIX_GETPEERPID}</td><td></td><td>{@code Long}</td><td>anyone</td><td>Windows 10 1803</td></tr>
 *     <tr><th scope="row">learn when another socket is closed (Windows XP and Server 2003 only)</th><td>{@link SocketIoctls#SIO_SOCKET_CLOSE_NOTIFY SIO_SOCKET_CLOSE_NOTIFY}</td><td>{@code SocketHandle}</td><td></td><td>anyone</td><td>Windows XP SP2 / Server 2003 SP1 only</td></tr>
 *   </tbody>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">Addresses, routes and interfaces</th></tr>
 *     <tr><th scope="row">list the addresses that a socket can be bound to</th><td>{@link AddressIoctls#SIO_ADDRESS_LIST_QUERY SIO_ADDRESS_LIST_QUERY}</td><td></td><td>{@code List<InetAddress>}</td><td>anyone</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">learn when an address is added or removed</th><td>{@link AddressIoctls#SIO_ADDRESS_LIST_CHANGE SIO_ADDRESS_LIST_CHANGE}</td><td></td><td></td><td>anyone</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">connect to the best of several addresses first</th><td>{@link AddressIoctls#SIO_ADDRESS_LIST_SORT SIO_ADDRESS_LIST_SORT}</td><td>{@code List<InetAddress>}</td><td>{@code List<InetAddress>}</td><td>anyone</td><td>Windows XP</td></tr>
 *     <tr><th scope="row">find the address from which packets to a destination leave</th><td>{@link AddressIoctls#SIO_ROUTING_INTERFACE_QUERY SIO_ROUTING_INTERFACE_QUERY}</td><td>{@code InetAddress}</td><td>{@code InetAddress}</td><td>anyone</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">learn when packets to a destination leave from another address</th><td>{@link AddressIoctls#SIO_ROUTING_INTERFACE_CHANGE SIO_ROUTING_INTERFACE_CHANGE}</td><td>{@code InetAddress}</td><td></td><td>anyone</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">list interfaces with address, netmask and flags</th><td>{@link AddressIoctls#SIO_GET_INTERFACE_LIST SIO_GET_INTERFACE_LIST}</td><td></td><td>{@code List<InterfaceInfo>}</td><td>anyone</td><td>Windows 98</td></tr>
 *   </tbody>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">TCP</th></tr>
 *     <tr><th scope="row">notice a dead peer on an idle connection</th><td>{@link TcpIoctls#SIO_KEEPALIVE_VALS SIO_KEEPALIVE_VALS}</td><td>{@code KeepAlive}</td><td></td><td>anyone</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">measure a connection: round-trip time, windows, bytes, retransmissions</th><td>{@link TcpIoctls#SIO_TCP_INFO_V0 SIO_TCP_INFO_V0}</td><td></td><td>{@code TcpInfo}</td><td>anyone</td><td>Windows 10 1703</td></tr>
 *     <tr><th scope="row">see what limits a connection's throughput: receiver, congestion or sender</th><td>{@link TcpIoctls#SIO_TCP_INFO_V1 SIO_TCP_INFO_V1}</td><td></td><td>{@code TcpInfoV1}</td><td>anyone</td><td>Windows 10 1809</td></tr>
 *     <tr><th scope="row">see signs of congestion on a connection: reordering, ECN</th><td>{@link TcpIoctls#SIO_TCP_INFO_V2 SIO_TCP_INFO_V2}</td><td></td><td>{@code TcpInfoV2}</td><td>anyone</td><td>Windows 11 21H2</td></tr>
 *     <tr><th scope="row">know how many bytes to keep in flight</th><td>{@link TcpIoctls#SIO_IDEAL_SEND_BACKLOG_QUERY SIO_IDEAL_SEND_BACKLOG_QUERY}</td><td></td><td>{@code Long}</td><td>anyone</td><td>Windows Vista SP1</td></tr>
 *     <tr><th scope="row">learn when the ideal number of bytes in flight changes</th><td>{@link TcpIoctls#SIO_IDEAL_SEND_BACKLOG_CHANGE SIO_IDEAL_SEND_BACKLOG_CHANGE}</td><td></td><td></td><td>anyone</td><td>Windows Vista SP1</td></tr>
 *     <tr><th scope="row">acknowledge each packet at once (quick ACK)</th><td>{@link TcpIoctls#SIO_TCP_SET_ACK_FREQUENCY SIO_TCP_SET_ACK_FREQUENCY}</td><td>{@code Integer}</td><td></td><td>anyone</td><td>Windows 10</td></tr>
 *     <tr><th scope="row">give up sooner, or later, when connecting</th><td>{@link TcpIoctls#SIO_TCP_INITIAL_RTO SIO_TCP_INITIAL_RTO}</td><td>{@code InitialRto}</td><td></td><td>anyone</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">send more before the first acknowledgement</th><td>{@link TcpIoctls#SIO_TCP_SET_ICW SIO_TCP_SET_ICW}</td><td>{@code InitialCongestionWindow}</td><td></td><td>anyone</td><td>Windows 10</td></tr>
 *     <tr><th scope="row">let a transfer yield to other traffic</th><td>{@link TcpIoctls#SIO_PRIORITY_HINT SIO_PRIORITY_HINT}</td><td>{@code PriorityHint}</td><td></td><td>anyone</td><td>Windows 10 1809</td></tr>
 *     <tr><th scope="row">use a faster path between sockets of this machine (Microsoft now advises against it)</th><td>{@link TcpIoctls#SIO_LOOPBACK_FAST_PATH SIO_LOOPBACK_FAST_PATH}</td><td>{@code Boolean}</td><td></td><td>anyone</td><td>Windows 8</td></tr>
 *   </tbody>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">UDP</th></tr>
 *     <tr><th scope="row">keep receiving after a datagram met a closed port (no WSAECONNRESET)</th><td>{@link UdpIoctls#SIO_UDP_CONNRESET SIO_UDP_CONNRESET}</td><td>{@code Boolean}</td><td></td><td>anyone</td><td>Windows 2000 SP2</td></tr>
 *     <tr><th scope="row">keep receiving after a datagram's time to live has expired (no WSAENETRESET)</th><td>{@link UdpIoctls#SIO_UDP_NETRESET SIO_UDP_NETRESET}</td><td>{@code Boolean}</td><td></td><td>anyone</td><td></td></tr>
 *     <tr><th scope="row">share a port between sockets, one for each processor</th><td>{@link UdpIoctls#SIO_CPU_AFFINITY SIO_CPU_AFFINITY}</td><td>{@code Integer}</td><td></td><td>anyone</td><td>Windows 10 2004</td></tr>
 *     <tr><th scope="row">timestamp datagrams</th><td>{@link UdpIoctls#SIO_TIMESTAMPING SIO_TIMESTAMPING}</td><td>{@code Timestamping}</td><td></td><td>anyone</td><td>Windows 11 21H2</td></tr>
 *     <tr><th scope="row">know when a datagram was sent</th><td>{@link UdpIoctls#SIO_GET_TX_TIMESTAMP SIO_GET_TX_TIMESTAMP}</td><td>{@code Long}</td><td>{@code Long}</td><td>anyone</td><td>Windows 11 21H2</td></tr>
 *   </tbody>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">Raw sockets</th></tr>
 *     <tr><th scope="row">receive every packet of a network interface</th><td>{@link RawIoctls#SIO_RCVALL SIO_RCVALL}</td><td>{@code ReceiveAll}</td><td></td><td>administrators</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">receive every multicast datagram of a network interface</th><td>{@link RawIoctls#SIO_RCVALL_MCAST SIO_RCVALL_MCAST}</td><td>{@code ReceiveAll}</td><td></td><td>administrators</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">receive every IGMP packet of a network interface</th><td>{@link RawIoctls#SIO_RCVALL_IGMPMCAST SIO_RCVALL_IGMPMCAST}</td><td>{@code ReceiveAll}</td><td></td><td>administrators</td><td>Windows 2000</td></tr>
 *     <tr><th scope="row">receive every packet of an interface given by its index</th><td>{@link RawIoctls#SIO_RCVALL_IF SIO_RCVALL_IF}</td><td>{@code ReceiveAll.OnInterface}</td><td></td><td>administrators</td><td></td></tr>
 *     <tr><th scope="row">receive every multicast datagram of an interface given by its index</th><td>{@link RawIoctls#SIO_RCVALL_MCAST_IF SIO_RCVALL_MCAST_IF}</td><td>{@code ReceiveAll.OnInterface}</td><td></td><td>administrators</td><td></td></tr>
 *   </tbody>
 *   <tbody>
 *     <tr><th scope="rowgroup" colspan="6">Reserved ports, redirected connections, Store apps</th></tr>
 *     <tr><th scope="row">reserve a block of ports</th><td>{@link SpecialIoctls#SIO_ACQUIRE_PORT_RESERVATION SIO_ACQUIRE_PORT_RESERVATION}</td><td>{@code PortRange}</td><td>{@code PortReservation}</td><td>anyone</td><td>Windows Vista</td></tr>
 *     <tr><th scope="row">bind a socket to a reserved port</th><td>{@link SpecialIoctls#SIO_ASSOCIATE_PORT_RESERVATION SIO_ASSOCIATE_PORT_RESERVATION}</td><td>{@code Long}</td><td></td><td>anyone</td><td>Windows Vista</td></tr>
 *     <tr><th scope="row">release reserved ports</th><td>{@link SpecialIoctls#SIO_RELEASE_PORT_RESERVATION SIO_RELEASE_PORT_RESERVATION}</td><td>{@code Long}</td><td></td><td>anyone</td><td>Windows Vista</td></tr>
 *     <tr><th scope="row">keep the redirect records of a connection that a filter driver redirected here</th><td>{@link SpecialIoctls#SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS}</td><td></td><td>{@code ByteBuffer}</td><td>anyone</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">read the context that the driver attached to a redirected connection</th><td>{@link SpecialIoctls#SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT}</td><td></td><td>{@code ByteBuffer}</td><td>anyone</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">connect to the original destination without being redirected again</th><td>{@link SpecialIoctls#SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS}</td><td>{@code ByteBuffer}</td><td></td><td>anyone</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">know whether a socket wakes a Store app</th><td>{@link SpecialIoctls#SIO_QUERY_TRANSPORT_SETTING SIO_QUERY_TRANSPORT_SETTING}</td><td></td><td>{@code RealTimeNotification}</td><td>Store apps</td><td>Windows 8</td></tr>
 *     <tr><th scope="row">have a socket wake a Store app</th><td>{@link SpecialIoctls#SIO_APPLY_TRANSPORT_SETTING SIO_APPLY_TRANSPORT_SETTING}</td><td>{@code UUID}</td><td></td><td>Store apps</td><td>Windows 8</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>There is one interface for each purpose, so that the first use of a code loads only its
 * interface, not the whole catalogue.
 */
public final class Ioctls
    implements SocketIoctls, AddressIoctls, TcpIoctls, UdpIoctls, RawIoctls, SpecialIoctls {
  private Ioctls() {}
}
