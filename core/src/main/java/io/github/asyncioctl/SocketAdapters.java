package io.github.asyncioctl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adapters that there are for a class. */
final class SocketAdapters {
  private static final Logger LOG = LoggerFactory.getLogger(SocketAdapters.class);

  /** By class, so that a class that is unloaded takes its adapters along. */
  private static final ClassValue<List<SocketAdapter>> ADAPTERS =
      new ClassValue<>() {
        @Override
        protected List<SocketAdapter> computeValue(Class<?> type) {
          return isOfJdk(type) ? List.of() : load(type);
        }
      };

  private SocketAdapters() {}

  /** The socket behind an object of another library, or null if nobody knows its kind. */
  static @Nullable Object unwrap(Object socket) throws IOException {
    for (SocketAdapter adapter : ADAPTERS.get(socket.getClass())) {
      Object inner = adapter.unwrap(socket);
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }

  private static boolean isOfJdk(Class<?> type) {
    return type.getModule() == Object.class.getModule();
  }

  private static List<SocketAdapter> load(Class<?> type) {
    List<SocketAdapter> adapters = new ArrayList<>();
    ClassLoader own = SocketAdapter.class.getClassLoader();
    addAll(adapters, ServiceLoader.load(SocketAdapter.class, own));
    if (type.getClassLoader() != own) {
      addAll(adapters, ServiceLoader.load(SocketAdapter.class, type.getClassLoader()));
    }
    return List.copyOf(adapters);
  }

  /** Each of them once, and those that work although others do not. */
  private static void addAll(List<SocketAdapter> adapters, ServiceLoader<SocketAdapter> loader) {
    Iterator<SocketAdapter> found = loader.iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return;
        }
        SocketAdapter adapter = found.next();
        if (adapters.stream().noneMatch(other -> other.getClass() == adapter.getClass())) {
          adapters.add(adapter);
        }
      } catch (ServiceConfigurationError e) {
        LOG.warn("A SocketAdapter could not be loaded", e);
      }
    }
  }
}
