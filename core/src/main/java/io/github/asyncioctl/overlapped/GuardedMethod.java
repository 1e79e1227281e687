package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.ForeignCalls;
import io.github.asyncioctl.internal.kernel.ForeignFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of a method of a wrapped interface; read once, not at each call. */
final class GuardedMethod {
  /** Functions that take the OVERLAPPED of an operation that has already started. */
  private static final Set<String> START_NOTHING =
      Set.of(
          "GetOverlappedResult",
          "GetOverlappedResultEx",
          "WSAGetOverlappedResult",
          "CancelIoEx",
          "PostQueuedCompletionStatus",
          "CancelIPChangeNotify",
          "UnenableRouter");

  private final ForeignCalls calls;
  private final Method method;
  private final ForeignFunction function;
  private final int place;
  private final boolean starts;
  private final @Nullable MethodHandle body;

  /**
   * @param api the wrapped interface
   * @param method one of its methods
   * @param library an object of a class that implements the interface, or null for a binding's
   *     proxy
   */
  GuardedMethod(ForeignCalls calls, Class<?> api, Method method, @Nullable Object library) {
    if (!method.trySetAccessible()) {
      throw new IllegalArgumentException("cannot call " + method + ": is its package open?");
    }
    this.calls = calls;
    this.method = method;
    body = method.isDefault() && !isOverridden(method, library) ? body(method) : null;
    function = calls.function(method);
    int marked = -1;
    boolean markedAsStart = true;
    for (Method each : declarations(api, method)) {
      Parameter[] parameters = each.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        OverlappedParameter mark = parameters[i].getAnnotation(OverlappedParameter.class);
        if (mark != null && marked < 0) {
          requireAddress(parameters[i], each);
          marked = i;
          markedAsStart = mark.starts();
        }
      }
    }
    place = marked >= 0 ? marked : function.overlapped();
    starts = markedAsStart && !START_NOTHING.contains(method.getName());
  }

  private void requireAddress(Parameter parameter, Method of) {
    if (!calls.isAddress(parameter.getType())) {
      throw new IllegalArgumentException(
          "an OVERLAPPED is a long or a pointer, not " + parameter + " of " + of);
    }
  }

  /**
   * An annotation also applies to methods that override it, and to the same method of another
   * interface.
   */
  private static Set<Method> declarations(Class<?> api, Method method) {
    Set<Method> found = new LinkedHashSet<>();
    found.add(method);
    addDeclarations(api, method, found);
    return found;
  }

  private static void addDeclarations(Class<?> api, Method method, Set<Method> found) {
    try {
      found.add(api.getDeclaredMethod(method.getName(), method.getParameterTypes()));
    } catch (NoSuchMethodException e) {
      // It is one of another interface.
    }
    for (Class<?> above : api.getInterfaces()) {
      addDeclarations(above, method, found);
    }
  }

  /** A binding's proxy calls the default method; a class may have one of its own. */
  private static boolean isOverridden(Method method, @Nullable Object library) {
    if (library == null) {
      return false;
    }
    try {
      return !library
          .getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .isInterface();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static MethodHandle body(Method method) {
    Class<?> owner = method.getDeclaringClass();
    GuardedMethod.class.getModule().addReads(owner.getModule());
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .unreflectSpecial(method, owner);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "cannot call " + method + " on the guard: is its package open?", e);
    }
  }

  String name() {
    return method.getName();
  }

  ForeignFunction function() {
    return function;
  }

  /** Whether it is a default method, whose calls of other methods are guarded one by one. */
  boolean isBody() {
    return body != null;
  }

  /** Whether it starts an operation with the OVERLAPPED that it is given. */
  boolean starts() {
    return starts;
  }

  /** The OVERLAPPED among the arguments, or null. */
  @Nullable Object overlapped(Object[] arguments) {
    if (place >= 0) {
      return arguments[place];
    }
    for (Object each : arguments) {
      if (each != null && calls.isOverlapped(each.getClass())) {
        return each;
      }
    }
    return null;
  }

  /**
   * Refuses arguments that the kernel would use after the call, but that exist only during the
   * call.
   */
  void requireLasting(Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      Object each = arguments[i];
      if (calls.isCopied(each, function.counts().contains(i))) {
        throw new OverlappedRuleException(
            OverlappedRule.BUFFER_OFF_HEAP, name() + " got " + each.getClass().getSimpleName());
      }
      boolean address = i == function.routine() && each != null && calls.isAddress(each.getClass());
      if (calls.isRoutine(each) || (address && calls.address(each) != 0)) {
        throw new OverlappedRuleException(
            OverlappedRule.NO_COMPLETION_ROUTINE,
            name() + " got " + each.getClass().getSimpleName());
      }
    }
  }

  /** Calls the default method on the guarded interface. */
  @Nullable Object callBody(Object proxy, Object @Nullable [] arguments) throws Throwable {
    MethodHandle bound = Objects.requireNonNull(body).bindTo(proxy);
    return arguments == null ? bound.invoke() : bound.invokeWithArguments(arguments);
  }

  @Nullable Object call(Object library, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(library, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
