/**
 * Asynchronous socket IOCTLs for Java on Windows. Start with {@link
 * io.github.asyncioctl.AsyncIoctl}, or with the five-minute overview of the package {@link
 * io.github.asyncioctl}.
 *
 * <table class="striped">
 *   <caption>Where to look</caption>
 *   <thead><tr><th scope="col">you want to</th><th scope="col">look at</th></tr></thead>
 *   <tbody>
 *     <tr><th scope="row">issue a control code, or any overlapped call</th>
 *         <td>{@link io.github.asyncioctl.AsyncIoctl}</td></tr>
 *     <tr><th scope="row">know which codes there are</th>
 *         <td>{@link io.github.asyncioctl.codes.Ioctls} with Java types,
 *             {@link io.github.asyncioctl.ControlCodes} by number</td></tr>
 *     <tr><th scope="row">wait for a process, an event, any handle</th>
 *         <td>{@link io.github.asyncioctl.AsyncIoctl#waitAsync(long)}</td></tr>
 *     <tr><th scope="row">follow the network, on any system</th>
 *         <td>{@link io.github.asyncioctl.watch.NetworkWatch}</td></tr>
 *     <tr><th scope="row">follow addresses, a source address or a send backlog</th>
 *         <td>{@link io.github.asyncioctl.watch.Watches}</td></tr>
 *     <tr><th scope="row">find the address that a datagram was sent to</th>
 *         <td>{@link io.github.asyncioctl.datagram.Datagrams}</td></tr>
 *     <tr><th scope="row">make overlapped calls yourself</th>
 *         <td>{@link io.github.asyncioctl.overlapped.OverlappedGuard},
 *             {@link io.github.asyncioctl.overlapped.TaggedEvent}</td></tr>
 *   </tbody>
 * </table>
 */
@SuppressWarnings("module") // the module that is exported to is built after this one
module io.github.asyncioctl {
  requires com.sun.jna;
  requires com.sun.jna.platform;
  requires org.slf4j;
  requires static jdk.jfr; // where the JDK has a recorder
  requires static org.jspecify; // annotations, which no user needs

  uses io.github.asyncioctl.SocketAdapter;

  exports io.github.asyncioctl;
  exports io.github.asyncioctl.codes;
  exports io.github.asyncioctl.datagram;
  exports io.github.asyncioctl.overlapped;
  exports io.github.asyncioctl.watch;

  // For the artifact with which users test their own code.
  exports io.github.asyncioctl.internal.kernel to
      io.github.asyncioctl.test;
  exports io.github.asyncioctl.internal.machine to
      io.github.asyncioctl.test;
  exports io.github.asyncioctl.internal.waits to
      io.github.asyncioctl.test;
}
