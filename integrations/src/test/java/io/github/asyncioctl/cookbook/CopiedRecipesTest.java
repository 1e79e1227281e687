package io.github.asyncioctl.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe, copied out of its page into an empty project, compiles beside nothing but jars. */
class CopiedRecipesTest {
  private final Map<String, String> recipes = Recipes.all();

  @Test
  void everyRecipeCompilesByItself(@TempDir Path project) throws Exception {
    assertThat(recipes).hasSizeGreaterThan(12);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> each : recipes.entrySet()) {
      // Nothing of another recipe: so one compiler serves for all of them.
      assertThat(recipes.keySet())
          .filteredOn(other -> each.getValue().matches("(?s).*\\b" + other + "\\b.*"))
          .containsExactly(each.getKey());
      files.add(Files.writeString(project.resolve(each.getKey() + ".java"), each.getValue()));
    }
    assertThat(errors(files, Files.createDirectory(project.resolve("classes")))).isEmpty();
    for (String each : recipes.keySet()) {
      assertThat(project.resolve("classes").resolve(each + ".class")).exists();
    }
  }

  @Test
  void everyRecipeCanBeStarted() throws Exception {
    for (String each : recipes.keySet()) {
      Class<?> tested = Class.forName(getClass().getPackageName() + "." + each);
      assertThat(tested.getMethod("main", String[].class).getReturnType()).isEqualTo(void.class);
    }
  }

  private static String errors(List<Path> files, Path classes) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "--release", "17", "-d", classes.toString(), "-cp", jars());
      boolean compiled =
          compiler
              .getTask(
                  errors, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      return compiled ? "" : errors.toString();
    }
  }

  /** What a user has: no tests of this project. */
  private static String jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
