/** Asynchronous socket IOCTLs for Java on Windows. */
module io.github.asyncioctl {
  requires com.sun.jna;
  requires com.sun.jna.platform;
  requires org.slf4j;
  requires static jdk.jfr; // where the JDK has a recorder
  requires static transitive org.jspecify;

  uses io.github.asyncioctl.SocketAdapter;

  exports io.github.asyncioctl;
  exports io.github.asyncioctl.codes;
  exports io.github.asyncioctl.overlapped;
  exports io.github.asyncioctl.watch;
}
