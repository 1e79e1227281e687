package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.JniWarnings;
import io.github.asyncioctl.windows.OnWindows;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-test and a storm in JVMs with flags of all kinds, each a process of its own. */
@OnWindows
@Tag("load")
class OtherJvmsTest {
  private static final Pattern TRACED = Pattern.compile("TRACED (\\d+)");

  private final OtherJvm jvm = new OtherJvm(System.getProperty("java.class.path"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseG1GC",
        "-XX:+UseShenandoahGC",
        "-Xint",
        "-Xmx24m"
      })
  void flag(String flag) throws Exception {
    jvm.run(flag).assertPassed();
  }

  /** Each misuse of JNI is a warning with the stack of its thread. */
  @Test
  void checkedJni() throws Exception {
    OtherJvm.Ended ended = jvm.run("-Xcheck:jni");
    ended.assertPassed();
    assertThat(ended.output()).doesNotContain("FATAL ERROR");
    assertThat(JniWarnings.of(ended.output().lines().toList()))
        .noneMatch(each -> each.contains("io.github.asyncioctl.internal"));
  }

  /** Not the default archive, which not every JVM has, but one of all that the program needs. */
  @Test
  void classesOfAnArchive() throws Exception {
    OtherJvm ofJars = new OtherJvm(Jars.ofClassPath(OtherJvm.folder()));
    String list = "-XX:SharedClassListFile=" + OtherJvm.folder().resolve("classes");
    String archive = "-XX:SharedArchiveFile=" + OtherJvm.folder().resolve("world.jsa");
    ofJars.run(list.replace("SharedClassListFile", "DumpLoadedClassList")).assertPassed();
    ofJars.run("-Xshare:dump", list, archive).assertEnded();
    OtherJvm.Ended ended = ofJars.run(archive, "-Xlog:class+load");
    ended.assertPassed();
    assertThat(ended.output())
        .containsPattern("io\\.github\\.asyncioctl\\.AsyncIoctl source: shared objects file");
  }

  @Test
  void tracingAgent() throws Exception {
    Path agent = Jars.ofAgent(OtherJvm.folder().resolve("agent.jar"), TracingAgent.class);
    OtherJvm.Ended ended = jvm.run("-javaagent:" + agent);
    ended.assertPassed();
    Matcher traced = TRACED.matcher(ended.output());
    assertThat(traced.find()).as(ended.output()).isTrue();
    assertThat(Long.parseLong(traced.group(1))).isGreaterThan(Storm.ENOUGH);
  }
}
