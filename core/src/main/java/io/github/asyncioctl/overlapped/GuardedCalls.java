package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of an interface of somebody else's, under a guard. */
final class GuardedCalls implements InvocationHandler {
  /** They take the OVERLAPPED of an operation that has been started. */
  private static final Set<String> STARTS_NOTHING =
      Set.of(
          "GetOverlappedResult",
          "GetOverlappedResultEx",
          "WSAGetOverlappedResult",
          "CancelIoEx",
          "PostQueuedCompletionStatus");

  private final OverlappedGuard guard;
  private final ForeignCalls calls;
  private final Object library;

  private GuardedCalls(OverlappedGuard guard, ForeignCalls calls, Object library) {
    this.guard = guard;
    this.calls = calls;
    this.library = library;
  }

  static <T> T wrap(OverlappedGuard guard, ForeignCalls calls, Class<T> api, T library) {
    if (!api.isInterface()) {
      throw new IllegalArgumentException(api + " is not an interface");
    }
    for (Method method : api.getMethods()) {
      check(calls, method);
    }
    GuardedCalls handler = new GuardedCalls(guard, calls, library);
    return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler));
  }

  private static void check(ForeignCalls calls, Method method) {
    if (!method.trySetAccessible()) {
      throw new IllegalArgumentException(method + " cannot be called: is its package opened?");
    }
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(OverlappedParameter.class)
          && !calls.isAddress(parameter.getType())) {
        throw new IllegalArgumentException(
            "an OVERLAPPED is a long or a pointer, not " + parameter + " of " + method);
      }
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    Object overlapped = arguments == null ? null : overlapped(method, arguments);
    if (arguments == null || overlapped == null) {
      return call(method, arguments);
    }
    if (!starts(method)) {
      calls.keepFromWriting(overlapped);
      return call(method, arguments);
    }
    long address = calls.address(overlapped);
    if (address == 0) {
      return call(method, arguments);
    }
    for (Object each : arguments) {
      if (calls.isCopied(each)) {
        throw new OverlappedRuleException(
            OverlappedRule.BUFFER_OFF_HEAP,
            method.getName() + " got " + each.getClass().getSimpleName());
      }
    }
    OverlappedGuard.Ticket ticket =
        guard.before(address, () -> calls.write(overlapped), arguments.clone());
    return guarded(ticket, method, arguments);
  }

  private @Nullable Object guarded(OverlappedGuard.Ticket ticket, Method method, Object[] arguments)
      throws Throwable {
    calls.setLastError(Kernel.SUCCESS);
    Object result;
    try {
      result = call(method, arguments);
    } catch (Throwable e) {
      int lastError = calls.lastError();
      // Of an access violation nobody knows what it left in flight.
      int unknown = calls.isNotCalled(e) ? Kernel.INVALID_HANDLE : Kernel.IO_PENDING;
      ticket.returned(calls.errorOf(e).orElse(unknown));
      calls.setLastError(lastError);
      throw e;
    }
    int lastError = calls.lastError();
    ticket.returned(calls.error(result, lastError));
    // The guard's own calls have changed it.
    calls.setLastError(lastError);
    return result;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    // The proxy has methods of its own, not those that were checked; an interface may be hidden.
    method.setAccessible(true);
    try {
      return method.invoke(library, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object overlapped(Method method, Object[] arguments) {
    int marked = marked(method);
    if (marked >= 0) {
      return arguments[marked];
    }
    for (Object each : arguments) {
      if (each != null && calls.isOverlapped(each.getClass())) {
        return each;
      }
    }
    return null;
  }

  private static int marked(Method method) {
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(OverlappedParameter.class)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean starts(Method method) {
    int marked = marked(method);
    OverlappedParameter mark =
        marked < 0 ? null : method.getParameters()[marked].getAnnotation(OverlappedParameter.class);
    return (mark == null || mark.starts()) && !STARTS_NOTHING.contains(method.getName());
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "guarded " + library;
    };
  }
}
