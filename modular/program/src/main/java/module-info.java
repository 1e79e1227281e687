/** A program with a module descriptor. */
module io.github.asyncioctl.modular {
  requires io.github.asyncioctl;
  requires io.github.asyncioctl.netty;
  requires static io.github.asyncioctl.micrometer; // an image has none
}
