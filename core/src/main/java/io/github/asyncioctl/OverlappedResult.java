package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Form;
import java.nio.ByteBuffer;

/**
 * What an overlapped call has left.
 *
 * @param memory a copy of the call's memory, all of it, little-endian, position 0
 * @param transferred the bytes transferred, as the system reported them: not to be trusted as a
 *     length
 */
public record OverlappedResult(ByteBuffer memory, long transferred) {
  static final Form<OverlappedResult> FORM =
      new Form<>() {
        @Override
        public Manner manner() {
          return Manner.MAY_PEND;
        }

        @Override
        public boolean takesInput() {
          return true;
        }

        @Override
        public OverlappedResult decode(ByteBuffer memory, long address, long transferred) {
          return new OverlappedResult(memory.position(0), transferred);
        }
      };
}
