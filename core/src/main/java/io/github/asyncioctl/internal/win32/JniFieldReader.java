package io.github.asyncioctl.internal.win32;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.SymbolProvider;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.github.asyncioctl.internal.socket.FieldReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields through JNI, which strong encapsulation does not restrict, so that no JVM flag is
 * needed. JNA calls the functions of the JNIEnv's table (JNI specification, chapter 4).
 *
 * <p>Only for classes of the JDK itself: a field's id is kept, and is valid while its class is
 * loaded.
 */
public final class JniFieldReader implements FieldReader {
  private static final int JNI_VERSION_1_8 = 0x00010008;
  private static final String JVM = "jvm";

  /** The index of GetEnv in the table of the JavaVM. */
  private static final int GET_ENV = 6;

  /** Indices in the table of the JNIEnv. */
  private static final Map<String, Integer> INDICES =
      Map.of(
          "FromReflectedField", 8,
          "GetObjectField", 95,
          "GetIntField", 100,
          "GetLongField", 101);

  private final Map<Field, Long> ids = new ConcurrentHashMap<>();

  /** Finds the JVM that this runs in. */
  public JniFieldReader() {
    Pointer table = environment().getPointer(0);
    SymbolProvider functions = (library, name, parent) -> address(table, name);
    Map<String, ?> options =
        Map.of(Library.OPTION_ALLOW_OBJECTS, true, Library.OPTION_SYMBOL_PROVIDER, functions);
    Native.register(JniCalls.class, NativeLibrary.getInstance(JVM, options));
  }

  private static long address(Pointer table, String name) {
    Integer index = INDICES.get(name);
    if (index == null) {
      throw new UnsatisfiedLinkError("JNI's " + name);
    }
    return Pointer.nativeValue(entry(table, index));
  }

  private static Pointer entry(Pointer table, int index) {
    return table.getPointer((long) index * Native.POINTER_SIZE);
  }

  private static Pointer environment() {
    PointerByReference vm = new PointerByReference();
    IntByReference count = new IntByReference();
    int result =
        NativeLibrary.getInstance(JVM)
            .getFunction("JNI_GetCreatedJavaVMs")
            .invokeInt(new Object[] {vm, 1, count});
    if (result != 0 || count.getValue() != 1) {
      throw new UnsatisfiedLinkError("JNI_GetCreatedJavaVMs found no JVM: " + result);
    }
    PointerByReference env = new PointerByReference();
    result =
        Function.getFunction(entry(vm.getValue().getPointer(0), GET_ENV))
            .invokeInt(new Object[] {vm.getValue(), env, JNI_VERSION_1_8});
    if (result != 0) {
      throw new UnsatisfiedLinkError("GetEnv failed: " + result);
    }
    return env.getValue();
  }

  @Override
  public int getInt(Object object, Field field) {
    return JniCalls.GetIntField(JNIEnv.CURRENT, object, id(object, field, int.class));
  }

  @Override
  public long getLong(Object object, Field field) {
    return JniCalls.GetLongField(JNIEnv.CURRENT, object, id(object, field, long.class));
  }

  @Override
  @SuppressWarnings("NullAway") // GetObjectField may return null
  public @Nullable Object getObject(Object object, Field field) {
    return JniCalls.GetObjectField(JNIEnv.CURRENT, object, id(object, field, Object.class));
  }

  /** A wrong object or type would be a wild read in the JVM. */
  private long id(Object object, Field field, Class<?> type) {
    if (!field.getDeclaringClass().isInstance(object)) {
      throw new IllegalArgumentException(field + " is not a field of " + object.getClass());
    }
    if (Modifier.isStatic(field.getModifiers()) || !type.isAssignableFrom(field.getType())) {
      throw new IllegalArgumentException(field + " is no field of an object with a " + type);
    }
    return ids.computeIfAbsent(field, each -> JniCalls.FromReflectedField(JNIEnv.CURRENT, each));
  }
}
