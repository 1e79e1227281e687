package io.github.asyncioctl.integrations;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.CompletionException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;

// snippet: httpClient5
/** Opens connections for Apache HttpClient that Windows probes when idle, with or without TLS. */
final class ProbedConnections extends PoolingHttpClientConnectionManagerBuilder {
  private final AsyncIoctl io;
  private final KeepAlive probing;

  ProbedConnections(AsyncIoctl io, KeepAlive probing) {
    this.io = io;
    this.probing = probing;
  }

  private Socket open(Proxy socks) throws IOException {
    Socket socket = socks == null ? new Socket() : new Socket(socks);
    try {
      io.ioctlAsync(socket, Ioctls.SIO_KEEPALIVE_VALS, probing).join(); // completes at once
      return socket;
    } catch (CompletionException e) {
      socket.close();
      throw new IOException(e.getCause());
    }
  }

  @Override
  protected HttpClientConnectionOperator createConnectionOperator(
      SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
    DetachedSocketFactory sockets = this::open;
    return new DefaultHttpClientConnectionOperator(
        sockets,
        ports,
        names,
        RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
  }
}
// end
