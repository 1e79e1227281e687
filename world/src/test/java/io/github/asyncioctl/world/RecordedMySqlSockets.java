package io.github.asyncioctl.world;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/** The same in the terms of MySQL's driver. */
public final class RecordedMySqlSockets extends StandardSocketFactory {
  /** For the driver. */
  public RecordedMySqlSockets() {}

  @Override
  protected Socket createSocket(PropertySet properties) {
    return RecordedSockets.record(super.createSocket(properties));
  }
}
