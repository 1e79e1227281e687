package io.github.asyncioctl.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The state of the network. */
final class NetworkSource implements Source<NetworkState> {
  private static final Notices LOG = new Notices(NetworkSource.class);

  private final NetworkSettings settings;
  private final NetworkFamily.Opener opener;
  private final NetworkReader reader;
  private final Timer timer;
  private boolean saidWhatIsMissing;

  /**
   * @param background runs long tasks
   */
  NetworkSource(
      NetworkSettings settings,
      NetworkFamily.Opener opener,
      Interfaces interfaces,
      Executor background,
      Timer timer) {
    this.settings = settings;
    this.opener = opener;
    this.timer = timer;
    reader = new NetworkReader(interfaces, settings.interfaces(), background);
  }

  @Override
  public Session<NetworkState> open(Executor tasks) throws IOException {
    List<NetworkFamily> families = new ArrayList<>();
    try {
      for (InetAddress destination : settings.destinations()) {
        openIfThere(destination, families);
      }
    } catch (Throwable failure) {
      families.forEach(NetworkFamily::close);
      throw failure;
    }
    List<Alarm> alarms = families.stream().flatMap(each -> each.alarms().stream()).toList();
    return new NetworkSession(
        families, new Alarms(alarms, this::sayOnce), reader, settings, tasks, timer);
  }

  private void openIfThere(InetAddress destination, List<NetworkFamily> families)
      throws IOException {
    try {
      families.add(opener.open(destination));
    } catch (UnsupportedOperationException noSuchFamily) {
      LOG.debug(
          "The watch ignores the destination {}: {}",
          destination.getHostAddress(),
          noSuchFamily.toString());
    }
  }

  private void sayOnce(Throwable missing) {
    if (!saidWhatIsMissing) {
      saidWhatIsMissing = true;
      LOG.info(
          "The system does not report all changes of the network, so the watch polls for some: {}",
          missing.toString());
    }
  }

  /** Only the end of the engine is final; unreadable interfaces or a missing family are not. */
  @Override
  public boolean isFinal(Throwable failure) {
    return failure instanceof IllegalStateException;
  }
}
