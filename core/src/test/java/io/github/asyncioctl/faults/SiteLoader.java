package io.github.asyncioctl.faults;

import io.github.asyncioctl.faults.Sites.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads this project's classes anew, those of the engine with a call of {@link Sites#at} at each
 * place where memory is allocated, and before each call of a method.
 */
final class SiteLoader extends ClassLoader {
  private static final String PROJECT = "io.github.asyncioctl.";
  private static final String ENGINE = PROJECT + "internal.engine.";
  private static final String SITES = Sites.class.getName();

  /** What allocates nothing, by owner and name; a name of * means all. */
  private static final Set<String> FRUGAL =
      Set.of(
          "java/lang/Object.*",
          "java/lang/Math.*",
          "java/lang/System.*",
          "java/lang/Enum.*",
          "java/lang/Long.numberOfTrailingZeros",
          "java/lang/Integer.numberOfLeadingZeros",
          "java/lang/Integer.numberOfTrailingZeros",
          "java/lang/Integer.toUnsignedLong",
          "java/lang/Integer.intValue",
          "java/lang/Boolean.booleanValue",
          "java/lang/Thread.currentThread",
          "java/lang/Thread.interrupted",
          "java/lang/Thread.interrupt",
          "java/lang/Thread.hashCode",
          "java/lang/Thread.setDaemon",
          "java/lang/Thread.onSpinWait",
          "java/util/Objects.*",
          "java/util/List.get",
          "java/util/List.size",
          "java/util/List.remove",
          "java/util/ArrayDeque.poll",
          "java/util/ArrayDeque.size",
          "java/util/ArrayDeque.clear",
          "java/util/concurrent/locks/LockSupport.*",
          "java/util/concurrent/CompletableFuture.isDone",
          "java/util/concurrent/CountDownLatch.getCount",
          "java/util/concurrent/CountDownLatch.countDown",
          "java/util/concurrent/TimeUnit.*",
          "java/time/Duration.toNanos",
          "java/nio/ByteBuffer.remaining",
          "java/nio/ByteBuffer.hasRemaining",
          "java/nio/ByteBuffer.position",
          "java/nio/ByteBuffer.limit",
          "java/nio/ByteBuffer.get",
          "java/nio/ByteBuffer.getInt",
          "java/nio/ByteBuffer.getLong",
          "java/nio/ByteBuffer.putInt",
          "java/nio/ByteBuffer.putLong",
          "java/util/function/LongSupplier.getAsLong",
          "io/github/asyncioctl/internal/kernel/NativeMemory.size",
          "io/github/asyncioctl/internal/kernel/NativeMemory.address",
          "io/github/asyncioctl/internal/kernel/NativeMemory.buffer",
          "io/github/asyncioctl/internal/kernel/NativeMemory.write",
          "io/github/asyncioctl/internal/kernel/NativeMemory.clear");

  /** Lists that are made as large as they can become. */
  private static final Set<String> ROOMY =
      Set.of("WaitSet.add", "Lanes.emptiest", "InFlight.adopt");

  /**
   * What comes after a deeper call on the same stack has room: whoever has posted an operation, has
   * told the owner of a future, or has set the event, was deeper than what follows.
   */
  private static final Set<String> SHALLOW =
      Set.of(
          "IoctlFuture.settle",
          "Operation.futureEnded",
          "Live.remove",
          "Wakeup.leave",
          "InlineSlot.release",
          "IoctlFuture.complete IoctlFuture.settle",
          "IoctlFuture.cancel IoctlFuture.settle",
          "Wakeup.wake Wakeup.leave",
          "InlinePath.call InlineSlot.release",
          "Shared.submit AtomicLong.addAndGet",
          "Shared.submit Shared.wakeInAnyCase",
          "Engine.submitGrowing CompletableFuture.isDone");

  SiteLoader() {
    super(SiteLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(PROJECT) || name.startsWith(SITES)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] code = name.startsWith(ENGINE) ? rewritten(bytes) : bytes;
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] rewritten(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    String name = reader.getClassName();
    reader.accept(new Rewriting(writer, name.substring(name.lastIndexOf('/') + 1)), 0);
    return writer.toByteArray();
  }

  private static final class Rewriting extends ClassVisitor {
    private final String type;

    Rewriting(ClassVisitor next, String type) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      // A class that cannot be initialised is another matter.
      return name.equals("<clinit>") ? next : new Marking(next, type + "." + name);
    }
  }

  /** Marks the places of a method. */
  private static final class Marking extends MethodVisitor {
    private final String method;
    private int line;

    Marking(MethodVisitor next, String method) {
      super(Opcodes.ASM9, next);
      this.method = method;
    }

    private void mark(Kind kind, String what) {
      String where = method + ":" + line + " " + what;
      super.visitLdcInsn(Sites.add(kind, where));
      super.visitMethodInsn(Opcodes.INVOKESTATIC, SITES.replace('.', '/'), "at", "(I)V", false);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      super.visitLineNumber(number, start);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.ANEWARRAY) {
        mark(Kind.MEMORY, "new " + type + "[]");
      }
      super.visitTypeInsn(opcode, type);
      // After it: frames name a NEW by its place.
      if (opcode == Opcodes.NEW) {
        mark(Kind.MEMORY, "new " + type);
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      if (opcode == Opcodes.NEWARRAY) {
        mark(Kind.MEMORY, "new array");
      }
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      mark(Kind.MEMORY, "lambda or text " + name);
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String what = owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
      if (!name.equals("<init>")) {
        if (!SHALLOW.contains(method) && !SHALLOW.contains(method + " " + what)) {
          mark(Kind.STACK, what);
        }
        if (mayAllocate(owner, name) && !ROOMY.contains(method)) {
          mark(Kind.MEMORY, what);
        }
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** Those of the engine are looked at themselves, those of the kernel by other tests. */
    private static boolean mayAllocate(String owner, String name) {
      String named = owner.replace('/', '.');
      boolean ours = named.startsWith(PROJECT) && !owner.endsWith("/NativeMemory");
      boolean atomic = owner.startsWith("java/util/concurrent/atomic/");
      return !ours
          && !atomic
          && !FRUGAL.contains(owner + ".*")
          && !FRUGAL.contains(owner + "." + name);
    }
  }
}
