package io.github.asyncioctl.sim;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The simulated kernel, and somebody who hears of each call before it is made. */
public final class HookedKernel {
  /** Hears of a call of the port's, on the thread that makes it: it may throw, or block. */
  @FunctionalInterface
  public interface Hook {
    void before(String call, Object[] arguments) throws Throwable;
  }

  private HookedKernel() {}

  /** The kernel as an engine gets it. */
  public static Kernel over(SimulatedKernel kernel, Hook hook) {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              hook.before(method.getName(), arguments);
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
