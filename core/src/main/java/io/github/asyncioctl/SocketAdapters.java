package io.github.asyncioctl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the adapters for a class. */
final class SocketAdapters {
  private static final Logger LOG = LoggerFactory.getLogger(SocketAdapters.class);
  private static final int MOST_FAILURES = 100;

  /**
   * The adapters that this library's own class loader finds. Kept here and not by class: a class
   * that outlives this library would keep them and this library reachable.
   */
  private static volatile @Nullable List<SocketAdapter> own;

  /**
   * Further adapters that a class's own loader finds. Stored by class, so that they go when the
   * class is unloaded. Their loader depends on this library's loader, so they keep nothing else
   * reachable.
   */
  private static final ClassValue<List<SocketAdapter>> FURTHER =
      new ClassValue<>() {
        @Override
        protected List<SocketAdapter> computeValue(Class<?> type) {
          return load(type.getClassLoader(), own());
        }
      };

  private SocketAdapters() {}

  /** The socket behind an object of another library, or null if no adapter supports its class. */
  static @Nullable Object unwrap(Object socket) throws IOException {
    Class<?> type = socket.getClass();
    if (isOfJdk(type)) {
      return null;
    }
    Object inner = unwrap(socket, own());
    if (inner == null && type.getClassLoader() != SocketAdapter.class.getClassLoader()) {
      inner = unwrap(socket, FURTHER.get(type));
    }
    return inner;
  }

  private static @Nullable Object unwrap(Object socket, List<SocketAdapter> adapters)
      throws IOException {
    for (SocketAdapter adapter : adapters) {
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

  private static List<SocketAdapter> own() {
    List<SocketAdapter> adapters = own;
    if (adapters == null) {
      adapters = load(SocketAdapter.class.getClassLoader(), List.of());
      own = adapters;
    }
    return adapters;
  }

  /**
   * Each adapter once, including those that work although others do not. A broken loader fails at
   * each attempt, so this gives up after the same failure twice, or after too many.
   */
  private static List<SocketAdapter> load(@Nullable ClassLoader loader, List<SocketAdapter> known) {
    List<SocketAdapter> adapters = new ArrayList<>();
    Set<String> failures = new HashSet<>();
    Iterator<SocketAdapter> found = ServiceLoader.load(SocketAdapter.class, loader).iterator();
    while (failures.size() < MOST_FAILURES) {
      try {
        if (!found.hasNext()) {
          break;
        }
        SocketAdapter adapter = found.next();
        if (known.stream().noneMatch(other -> other.getClass() == adapter.getClass())) {
          adapters.add(adapter);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        if (!failures.add(e.toString())) {
          break;
        }
        LOG.warn("Could not load a SocketAdapter", e);
      }
    }
    return List.copyOf(adapters);
  }
}
