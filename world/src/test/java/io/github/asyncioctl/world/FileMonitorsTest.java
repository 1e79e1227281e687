package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.FileMonitor;
import io.github.asyncioctl.windows.Waits;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlapped calls of others, each with a completion port of its own, beside a storm. */
class FileMonitorsTest extends WorldTest {
  @TempDir private Path folder;
  private EchoServer server;
  private Socket socket;
  private int files;

  @BeforeEach
  void connect() throws Exception {
    server = new EchoServer();
    socket = new Socket(loopback(), server.port());
  }

  @AfterEach
  void disconnect() throws Exception {
    socket.close();
    server.close();
  }

  private String create() throws Exception {
    String name = "file-" + files++;
    Files.createFile(folder.resolve(name));
    return name;
  }

  @Test
  void monitorOfJnaSeesEachFile() throws Exception {
    BlockingQueue<String> created = new LinkedBlockingQueue<>();
    FileMonitor monitor = FileMonitor.getInstance();
    monitor.addFileListener(event -> created.add(event.getFile().getName()));
    monitor.addWatch(folder.toFile(), FileMonitor.FILE_CREATED);
    try {
      Storm.beside(
          io,
          socket,
          () -> {
            String name = create();
            assertThat(created.poll(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(name);
          });
    } finally {
      monitor.dispose();
    }
  }

  @Test
  void watchServiceOfTheJdkSeesEachFile() throws Exception {
    try (WatchService service = folder.getFileSystem().newWatchService()) {
      folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
      Storm.beside(
          io,
          socket,
          () -> {
            String name = create();
            WatchKey key = service.poll(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertThat(key).isNotNull();
            assertThat(key.pollEvents())
                .extracting(event -> event.context().toString())
                .containsExactly(name);
            assertThat(key.reset()).isTrue();
          });
    }
  }
}
