package io.github.asyncioctl.cookbook;

// snippet: cookSpring
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** One engine for the whole application, closed with its context. */
public final class SpringProgram {
  @Configuration(proxyBeanMethods = false)
  static class Engines {
    /** Opened when a bean first needs it, so never on a system without Windows. */
    @Bean(destroyMethod = "close")
    @Lazy
    AsyncIoctl asyncIoctl() {
      return AsyncIoctl.open();
    }

    @Bean
    @Lazy
    Connections connections(AsyncIoctl io) {
      return new Connections(io);
    }
  }

  /** A bean that uses it. */
  static class Connections {
    private final AsyncIoctl io;

    Connections(AsyncIoctl io) {
      this.io = io;
    }

    Socket open(String host, int port) throws IOException {
      Socket socket = new Socket(host, port);
      KeepAlive probing = KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));
      io.ioctl(socket, Ioctls.SIO_KEEPALIVE_VALS, probing);
      return socket;
    }
  }

  public static void main(String[] args) throws IOException {
    try (var context = new AnnotationConfigApplicationContext(Engines.class);
        Socket socket =
            context.getBean(Connections.class).open(args[0], Integer.parseInt(args[1]))) {
      System.out.println("probed: " + socket);
    }
  }
}
// end
