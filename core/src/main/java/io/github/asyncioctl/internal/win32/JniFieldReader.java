package io.github.asyncioctl.internal.win32;

import com.sun.jna.Function;
import com.sun.jna.JNIEnv;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.github.asyncioctl.internal.socket.FieldReader;
import java.lang.reflect.Field;
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
  private static final Map<String, ?> OPTIONS = Map.of(Library.OPTION_ALLOW_OBJECTS, true);

  // Indices in the function tables.
  private static final int GET_ENV = 6;
  private static final int GET_FIELD_ID = 94;
  private static final int GET_OBJECT_FIELD = 95;
  private static final int GET_INT_FIELD = 100;
  private static final int GET_LONG_FIELD = 101;

  private final Function getFieldId;
  private final Function getObjectField;
  private final Function getIntField;
  private final Function getLongField;
  private final Map<Field, Pointer> ids = new ConcurrentHashMap<>();

  /** Finds the JVM that this runs in. */
  public JniFieldReader() {
    Pointer table = environment().getPointer(0);
    getFieldId = function(table, GET_FIELD_ID);
    getObjectField = function(table, GET_OBJECT_FIELD);
    getIntField = function(table, GET_INT_FIELD);
    getLongField = function(table, GET_LONG_FIELD);
  }

  private static Pointer environment() {
    PointerByReference vm = new PointerByReference();
    IntByReference count = new IntByReference();
    int result =
        NativeLibrary.getInstance("jvm")
            .getFunction("JNI_GetCreatedJavaVMs")
            .invokeInt(new Object[] {vm, 1, count});
    if (result != 0 || count.getValue() != 1) {
      throw new UnsatisfiedLinkError("JNI_GetCreatedJavaVMs found no JVM: " + result);
    }
    PointerByReference env = new PointerByReference();
    result =
        function(vm.getValue().getPointer(0), GET_ENV)
            .invokeInt(new Object[] {vm.getValue(), env, JNI_VERSION_1_8});
    if (result != 0) {
      throw new UnsatisfiedLinkError("GetEnv failed: " + result);
    }
    return env.getValue();
  }

  private static Function function(Pointer table, int index) {
    return Function.getFunction(table.getPointer((long) index * Native.POINTER_SIZE));
  }

  @Override
  public int getInt(Object object, Field field) {
    return (Integer) get(getIntField, int.class, object, field);
  }

  @Override
  public long getLong(Object object, Field field) {
    return (Long) get(getLongField, long.class, object, field);
  }

  @Override
  public @Nullable Object getObject(Object object, Field field) {
    return get(getObjectField, Object.class, object, field);
  }

  @SuppressWarnings("NullAway") // JNA's Function is not annotated; GetObjectField may return null
  private Object get(Function getter, Class<?> type, Object object, Field field) {
    // A wrong class here would be a wild read in the JVM.
    if (!field.getDeclaringClass().isInstance(object)) {
      throw new IllegalArgumentException(field + " is not a field of " + object.getClass());
    }
    Pointer id = ids.computeIfAbsent(field, this::id);
    return getter.invoke(type, new Object[] {JNIEnv.CURRENT, object, id}, OPTIONS);
  }

  private Pointer id(Field field) {
    Object[] arguments = {
      JNIEnv.CURRENT, field.getDeclaringClass(), field.getName(), field.getType().descriptorString()
    };
    Pointer id = (Pointer) getFieldId.invoke(Pointer.class, arguments, OPTIONS);
    if (id == null) {
      throw new IllegalStateException("the JVM has no id for " + field);
    }
    return id;
  }
}
