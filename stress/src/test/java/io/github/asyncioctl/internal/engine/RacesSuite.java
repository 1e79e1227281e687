package io.github.asyncioctl.internal.engine;

import java.io.File;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;

/**
 * Runs jcstress with its own arguments. By itself it takes a run in which no test was found for a
 * success; here that is a failure, as an outcome is that is not acceptable.
 */
final class RacesSuite {
  private RacesSuite() {}

  /** Returns if tests ran and passed; jcstress itself throws if one failed. */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    if (!options.parse()) {
      System.exit(2);
    }
    new JCStress(options).run();
    long ran = resultsIn(options.getResultFile());
    System.out.println(ran + " jcstress runs left results");
    if (ran == 0) {
      System.exit(1);
    }
  }

  private static long resultsIn(String file) throws Exception {
    if (!new File(file).exists()) {
      return 0;
    }
    InProcessCollector results = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file, results);
    try {
      reader.dump();
    } finally {
      reader.close();
    }
    return results.getTestResults().stream().filter(each -> each.getTotalCount() > 0).count();
  }
}
