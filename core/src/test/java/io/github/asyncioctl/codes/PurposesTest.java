package io.github.asyncioctl.codes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.SocketKind;
import io.github.asyncioctl.codes.Purposes.Purpose;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of purposes against the catalogue. */
class PurposesTest {
  private static final String PROGRAM =
      """
      import static io.github.asyncioctl.codes.Ioctls.*;
      import io.github.asyncioctl.*;
      import io.github.asyncioctl.codes.*;
      import java.net.*;
      import java.nio.ByteBuffer;
      import java.time.Duration;
      import java.util.*;

      class Examples {
        AsyncIoctl io;
        Object socket, tcp, udp, raw, unix;
        SocketHandle handle, other;
        InetAddress destination;
        List<InetAddress> candidates;
        UUID brokerEvent;
        ByteBuffer records;
        PortReservation block;

        void look() {}
      %s
      }
      """;

  private final List<Purpose> purposes = Purposes.all();

  @Test
  void everyConstantHasItsPurposeOnce() {
    assertThat(purposes)
        .extracting(purpose -> purpose.entry().field())
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.entries().stream().map(Catalogue.Entry::field).toList());
    assertThat(purposes).extracting(Purpose::want).doesNotHaveDuplicates();
  }

  @Test
  void administratorsAreForRawSockets() {
    for (Purpose each : purposes) {
      boolean isRaw = each.entry().ioctl().sockets().equals(Set.of(SocketKind.RAW));
      assertThat(each.who().equals("administrators")).as(each.want()).isEqualTo(isRaw);
      assertThat(each.group() == Purposes.Group.RAW).as(each.want()).isEqualTo(isRaw);
    }
  }

  @Test
  void everyExampleNamesItsConstantAndCompiles(@TempDir Path out) {
    StringBuilder methods = new StringBuilder();
    for (Purpose each : purposes) {
      assertThat(each.example()).contains(each.entry().field());
      methods.append(
          "  void %s() throws Exception { %s; }%n"
              .formatted(each.entry().field().toLowerCase(Locale.ROOT), each.example()));
    }
    assertThat(errors(PROGRAM.formatted(methods), out)).isEmpty();
  }

  private static String errors(String program, Path out) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    SimpleJavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///Examples.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return program;
          }
        };
    StringWriter errors = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(source)).call();
    return compiled ? "" : errors.toString().lines().collect(Collectors.joining("\n"));
  }
}
