package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls of another library's interface, under a guard. */
final class GuardedCalls implements InvocationHandler {
  private final OverlappedGuard guard;
  private final ForeignCalls calls;
  private final Object library;
  private final Map<Method, GuardedMethod> methods;

  private GuardedCalls(
      OverlappedGuard guard,
      ForeignCalls calls,
      Object library,
      Map<Method, GuardedMethod> methods) {
    this.guard = guard;
    this.calls = calls;
    this.library = library;
    this.methods = methods;
  }

  static <T> T wrap(OverlappedGuard guard, ForeignCalls calls, Class<T> api, T library) {
    if (!api.isInterface()) {
      throw new IllegalArgumentException(api + " is not an interface");
    }
    Object own = Proxy.isProxyClass(library.getClass()) ? null : library;
    Map<Method, GuardedMethod> methods = new HashMap<>();
    for (Method method : api.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        methods.put(method, new GuardedMethod(calls, api, method, own));
      }
    }
    GuardedCalls handler = new GuardedCalls(guard, calls, library, methods);
    return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method called, Object @Nullable [] arguments)
      throws Throwable {
    if (called.getDeclaringClass() == Object.class) {
      return ofObject(proxy, called, arguments);
    }
    GuardedMethod method = Objects.requireNonNull(methods.get(called));
    if (method.isBody()) {
      return method.callBody(proxy, arguments);
    }
    Object overlapped = arguments == null ? null : method.overlapped(arguments);
    if (arguments == null || overlapped == null) {
      return method.call(library, arguments);
    }
    if (!method.starts()) {
      calls.keepFromWriting(overlapped);
      return method.call(library, arguments);
    }
    long address = calls.address(overlapped);
    if (address == 0) {
      return method.call(library, arguments);
    }
    method.requireLasting(arguments);
    OverlappedGuard.Ticket ticket =
        guard.before(address, () -> calls.write(overlapped), arguments.clone());
    return guarded(ticket, method, arguments);
  }

  private @Nullable Object guarded(
      OverlappedGuard.Ticket ticket, GuardedMethod method, Object[] arguments) throws Throwable {
    calls.setLastError(ForeignCalls.NO_CALL);
    Object result;
    try {
      result = method.call(library, arguments);
    } catch (Throwable e) {
      int lastError = calls.lastError();
      ticket.returned(errorOf(e, lastError));
      restore(lastError);
      throw e;
    }
    int lastError = calls.lastError();
    int error =
        calls.error(
            method.function(),
            result,
            lastError == ForeignCalls.NO_CALL ? Kernel.SUCCESS : lastError);
    if (error == Kernel.SUCCESS && method.function().completes()) {
      ticket.completed();
    } else {
      ticket.returned(error);
    }
    restore(lastError);
    return result;
  }

  /** After an access violation, for example, it is unknown what is in flight. */
  private int errorOf(Throwable thrown, int lastError) {
    boolean notCalled = lastError == ForeignCalls.NO_CALL && calls.isNotCalled(thrown);
    return calls.errorOf(thrown).orElse(notCalled ? Kernel.INVALID_HANDLE : Kernel.IO_PENDING);
  }

  /** The guard's own calls have changed the last error. */
  private void restore(int lastError) {
    calls.setLastError(lastError == ForeignCalls.NO_CALL ? Kernel.SUCCESS : lastError);
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "guarded " + library;
    };
  }
}
