package io.github.asyncioctl.world;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Weaves a counter into every method of this library and of JNA, as tracing agents do. */
public final class TracingAgent {
  /** Incremented by each traced call. */
  public static final AtomicLong CALLS = new AtomicLong();

  private TracingAgent() {}

  /** For {@code -javaagent}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .ignore(nameStartsWith("io.github.asyncioctl.world"))
        .type(nameStartsWith("io.github.asyncioctl.").or(nameStartsWith("com.sun.jna.")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Counted.class).on(not(isNative()).and(not(isAbstract())).and(any()))))
        .installOn(instrumentation);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> System.out.println("TRACED " + CALLS.get())));
  }

  /** What is woven in. */
  public static final class Counted {
    private Counted() {}

    /** At the beginning and at any end of a method. */
    @Advice.OnMethodEnter
    public static void enter() {
      CALLS.incrementAndGet();
    }

    /** The same when it throws. */
    @Advice.OnMethodExit(onThrowable = Throwable.class)
    public static void exit() {
      CALLS.incrementAndGet();
    }
  }
}
