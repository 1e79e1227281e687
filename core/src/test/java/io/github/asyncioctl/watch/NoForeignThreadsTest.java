package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A watch starts no thread that outlives it. The JDK's threads for delays and for its pool do, and
 * keep the class loader of whoever has started them: that of a web application, say, which can then
 * not be unloaded.
 */
class NoForeignThreadsTest {
  private static final long BOUND_SECONDS = 60;

  @Test
  void noThreadOfTheJdkIsStarted() throws Exception {
    Process program =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                WatchingProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> names =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(program.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(program.exitValue()).as(names.toString()).isZero();
    assertThat(names)
        .anyMatch(name -> name.startsWith("asyncioctl-watch-"))
        .noneMatch(name -> name.matches("CompletableFuture.*|ForkJoinPool.*|Timer.*|pool-.*"));
  }

  /** As a servlet container loads an application: its own classes first. */
  private static final class Application extends URLClassLoader {
    Application(URL... classes) {
      super(classes, NoForeignThreadsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("io.github.asyncioctl.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @Test
  void theClassLoaderOfAClosedWatchCanGo() throws Exception {
    WeakReference<ClassLoader> gone = runApplication();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (gone.get() != null) {
      assertThat(System.nanoTime() - end).as("time left until it is gone").isNegative();
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static WeakReference<ClassLoader> runApplication() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (Application application =
        new Application(NetworkWatch.class.getProtectionDomain().getCodeSource().getLocation())) {
      thread.setContextClassLoader(application); // which the threads of the watch inherit
      watch(application.loadClass(NetworkWatch.class.getName()));
      return new WeakReference<>(application);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void watch(Class<?> watches) throws Exception {
    assertThat(watches).isNotSameAs(NetworkWatch.class);
    try (AutoCloseable watch = (AutoCloseable) watches.getMethod("open").invoke(null)) {
      Future<?> state = (Future<?>) watches.getMethod("current").invoke(watch);
      assertThat(state.get(BOUND_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
