package io.github.asyncioctl.facts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All probes, by the id of their fact. */
final class Probes {
  private final Map<String, Probe> byId = new LinkedHashMap<>();

  private Probes() {}

  /** Those of all themes. */
  static Probes all() {
    Probes probes = new Probes();
    registerTheKernels(probes);
    NumberProbes.register(probes);
    KeepAliveProbes.register(probes);
    UnknownCodeProbes.register(probes);
    ProviderProbes.register(probes);
    NonBlockingProbes.register(probes);
    RoutingProbes.register(probes);
    AddressListProbes.register(probes);
    InterfaceListProbes.register(probes);
    SocketStatusProbes.register(probes);
    ConnectProbes.register(probes);
    DisconnectProbes.register(probes);
    AcceptProbes.register(probes);
    AcceptCloseProbes.register(probes);
    TransmitProbes.register(probes);
    ReceiveProbes.register(probes);
    ReceiveEndProbes.register(probes);
    ReceivePortProbes.register(probes);
    ReceiveThreadProbes.register(probes);
    ReceiveCloseProbes.register(probes);
    SendBufferProbes.register(probes);
    SocketHandleProbes.register(probes);
    MessageProbes.register(probes);
    SendMessageProbes.register(probes);
    AfdPollProbes.register(probes);
    AfdCloseProbes.register(probes);
    AfdReceiveProbes.register(probes);
    AfdDatagramProbes.register(probes);
    SocketReadProbes.register(probes);
    CancelledPipeProbes.register(probes);
    return probes;
  }

  /** Those of pipes, files, waits and ports, and what else is not about socket functions. */
  private static void registerTheKernels(Probes probes) {
    StatusProbes.register(probes);
    CancelProbes.register(probes);
    PipeListenProbes.register(probes);
    PipeReadProbes.register(probes);
    PipePeekProbes.register(probes);
    PipeTransactProbes.register(probes);
    PipePortProbes.register(probes);
    PipeBindProbes.register(probes);
    PipeTransportProbes.register(probes);
    PipeReaderProbes.register(probes);
    PipeSynchronousProbes.register(probes);
    PipeNameProbes.register(probes);
    PipeFlushProbes.register(probes);
    PipeDeviceProbes.register(probes);
    FileProbes.register(probes);
    LockProbes.register(probes);
    FolderProbes.register(probes);
    ChangeNotificationProbes.register(probes);
    WaitProbes.register(probes);
    RegisteredWaitProbes.register(probes);
    ResultProbes.register(probes);
    PortProbes.register(probes);
    FilePortProbes.register(probes);
    AddressChangeProbes.register(probes);
    DatagramProbes.register(probes);
    PacketInfoProbes.register(probes);
    StreamProbes.register(probes);
  }

  /** A probe for facts that it shows at one go. */
  void add(String id, Probe probe) {
    if (byId.putIfAbsent(id, probe) != null) {
      throw new IllegalStateException("two probes for " + id);
    }
  }

  Optional<Probe> of(Fact fact) {
    return Optional.ofNullable(byId.get(fact.id()));
  }

  Set<String> ids() {
    return byId.keySet();
  }
}
