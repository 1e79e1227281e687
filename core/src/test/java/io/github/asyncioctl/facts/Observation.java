package io.github.asyncioctl.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what a probe sees, in the words of the table. */
final class Observation {
  private final Map<String, String> pairs = new LinkedHashMap<>();

  /** A value for which there is no method of its own. */
  Observation put(String key, Object value) {
    pairs.put(key, String.valueOf(value));
    return this;
  }

  /** The error of the starting call, 0 for success. */
  Observation call(int error) {
    return put("call", error);
  }

  /** What a function of ntdll returned. */
  Observation callNt(int status) {
    return put("call", hex(status));
  }

  /** The DWORD for the byte count that belongs to a block. */
  Observation count(Block block) {
    return put("count", block.count());
  }

  /** The same, where a size has a name: {@code needed} or {@code full}. */
  Observation count(Block block, String name, int size) {
    return put("count", named(block.count(), name, size));
  }

  Observation count(int count) {
    return put("count", count);
  }

  Observation status(Block block) {
    return put("status", block.status());
  }

  Observation info(Block block) {
    return put("info", block.info());
  }

  Observation info(Block block, String name, int size) {
    return put("info", named(block.info(), name, size));
  }

  /** What (WSA)GetOverlappedResult said. */
  Observation end(int error) {
    return put("end", error);
  }

  Observation event(boolean set) {
    return put("event", set ? "set" : "unset");
  }

  /** What arrived at a port, or that nothing did. */
  Observation packet(Port.Packet packet) {
    return put("packet", packet == null ? "none" : packet.error());
  }

  /** What a completion routine was told, after it had time to be called. */
  Observation apc(Called called) {
    return put("apc", called.await(Bench.BOUND_MILLIS).error()).put("info", called.transferred());
  }

  /** What a completion routine was told so far. */
  Observation apcSoFar(Called called) {
    return put("apc", called.error());
  }

  Observation data(Buffer buffer) {
    return put("data", buffer.arrived());
  }

  Observation cancel(int error) {
    return put("cancel", error);
  }

  Observation wait(int result) {
    return put("wait", result);
  }

  Outcome outcome() {
    return new Outcome(new LinkedHashMap<>(pairs));
  }

  static String hex(int status) {
    return status == 0 ? "0x0" : String.format("0x%X", status);
  }

  private static String named(String seen, String name, int size) {
    return seen.equals(String.valueOf(size)) ? name : seen;
  }
}
