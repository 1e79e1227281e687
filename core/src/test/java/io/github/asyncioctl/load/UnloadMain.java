package io.github.asyncioctl.load;

import java.io.File;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A container: it loads this library and JNA with a class loader of their own, as an application
 * server does with an application, and takes them away again.
 */
final class UnloadMain {
  private static final int ROUNDS = 200;
  private static final int FEW_ROUNDS = 20;
  private static final String JNA_CLEANER = "JNA Cleaner";

  private UnloadMain() {}

  /** What becomes of the first tenant: closed, abandoned or cut off from its jars. */
  public static void main(String[] fate) throws Exception {
    switch (fate[0]) {
      case "closed" -> closed();
      case "abandoned" -> abandoned();
      case "cut" -> cut();
      default -> throw new IllegalArgumentException(fate[0]);
    }
    Function<String, Object> second = tenant(loader());
    System.out.println("second: " + second.apply("pend"));
    System.out.println("second closed: " + second.apply("close"));
    System.out.println("second unfinished: " + second.apply("unfinished"));
    System.out.println(Child.LEAVING);
  }

  private static void closed() throws Exception {
    // JNA leaves objects of its own in the thread that first uses it, so that thread has to end.
    FutureTask<WeakReference<ClassLoader>> life = new FutureTask<>(UnloadMain::liveAndClose);
    Thread thread = new Thread(life);
    thread.start();
    WeakReference<ClassLoader> loader = life.get();
    thread.join();
    System.out.println("threads: " + threadsThatStay());
    endCleaners();
    System.out.println("collected: " + isCollected(loader, ROUNDS));
  }

  private static WeakReference<ClassLoader> liveAndClose() throws Exception {
    URLClassLoader loader = loader();
    Function<String, Object> tenant = tenant(loader);
    System.out.println("unwrap: " + tenant.apply("unwrap"));
    System.out.println("pending: " + tenant.apply("pend"));
    System.out.println("retained: " + tenant.apply("close"));
    System.out.println("unfinished: " + tenant.apply("unfinished"));
    System.out.println("disposed: " + tenant.apply("dispose"));
    loader.close();
    return new WeakReference<>(loader);
  }

  private static void abandoned() throws Exception {
    List<String> names = new ArrayList<>();
    List<CountDownLatch> left = new ArrayList<>();
    WeakReference<ClassLoader> loader = liveAndForget(names, left);
    endCleaners();
    System.out.println("collected: " + isCollected(loader, FEW_ROUNDS));
    System.out.println("waiters: " + waiters());
    connect(names);
    System.out.println("completed: " + left.get(0).await(Load.BOUND.toSeconds(), TimeUnit.SECONDS));
    System.out.println("still collected: " + isCollected(loader, FEW_ROUNDS));
  }

  private static WeakReference<ClassLoader> liveAndForget(
      List<String> names, List<CountDownLatch> left) throws Exception {
    URLClassLoader loader = loader();
    Function<String, Object> tenant = tenant(loader);
    System.out.println("pending: " + tenant.apply("pend"));
    for (Object name : (List<?>) tenant.apply("names")) {
      names.add((String) name);
    }
    left.add((CountDownLatch) tenant.apply("left"));
    return new WeakReference<>(loader);
  }

  private static void cut() throws Exception {
    URLClassLoader loader = loader();
    Function<String, Object> tenant = tenant(loader);
    System.out.println("pending: " + tenant.apply("pend"));
    List<String> names = new ArrayList<>();
    for (Object name : (List<?>) tenant.apply("names")) {
      names.add((String) name);
    }
    loader.close(); // no class can be loaded from here on
    connect(names);
    CountDownLatch left = (CountDownLatch) tenant.apply("left");
    System.out.println("completed: " + left.await(Load.BOUND.toSeconds(), TimeUnit.SECONDS));
    System.out.println("retained: " + tenant.apply("close"));
    System.out.println("unfinished: " + tenant.apply("unfinished"));
    System.out.println("cancelled: " + tenant.apply("cancelled"));
    System.out.println("threads: " + threadsThatStay());
  }

  /** Opens the pipes as clients do, which ends the listens on them. */
  private static void connect(List<String> names) throws Exception {
    for (String name : names) {
      new RandomAccessFile(name, "rw").close();
    }
  }

  /** A loader for the whole class path, beside the application's one. */
  private static URLClassLoader loader() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @SuppressWarnings("unchecked") // Tenant is one, of another loader
  private static Function<String, Object> tenant(ClassLoader loader) throws Exception {
    Class<?> type = loader.loadClass(Tenant.class.getName());
    if (type == Tenant.class) {
      throw new AssertionError("not isolated");
    }
    return (Function<String, Object>) type.getConstructor().newInstance();
  }

  /** As a container does with threads that an application has left behind; this one lasts. */
  private static void endCleaners() throws InterruptedException {
    List<Thread> cleaners = threads(JNA_CLEANER);
    System.out.println("cleaners: " + cleaners.size());
    for (Thread cleaner : cleaners) {
      cleaner.interrupt();
      cleaner.join(Load.BOUND.toMillis());
    }
  }

  /** The workers are told to end, and do so a moment later. */
  private static List<Thread> threadsThatStay() throws InterruptedException {
    long end = System.nanoTime() + Load.BOUND.toNanos();
    while (!threads("asyncioctl").isEmpty() && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return threads("asyncioctl");
  }

  private static List<Thread> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .toList();
  }

  private static long waiters() {
    return threads("asyncioctl").stream()
        .filter(each -> each.getName().endsWith("-waiter"))
        .count();
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader, int rounds)
      throws InterruptedException {
    for (int i = 0; i < rounds && loader.get() != null; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20); // for cleaners and worker threads that end
    }
    return loader.get() == null;
  }
}
