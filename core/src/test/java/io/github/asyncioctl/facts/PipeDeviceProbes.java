package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_ASSIGN_EVENT;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_DISCONNECT;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_GET_CONNECTION_ATTRIBUTE;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_IMPERSONATE;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_PEEK;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_QUERY_CLIENT_PROCESS;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_QUERY_EVENT;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_SET_CLIENT_PROCESS;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_TRANSCEIVE;
import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_WAIT;

import java.nio.charset.StandardCharsets;

/** The device of all named pipes, and its root folder. */
final class PipeDeviceProbes {
  private static final String DEVICE = "\\Device\\NamedPipe";
  private static final String ROOT = DEVICE + "\\";
  private static final int READ_WRITE_SYNCHRONIZE = 0xC0100000;
  private static final int CASE_INSENSITIVE = 0x40;
  private static final int ATTRIBUTES_SIZE = 48;
  private static final int SHARE_READ_WRITE = 3;

  private PipeDeviceProbes() {}

  static void register(Probes probes) {
    probes.add("P68", bench -> waiting(bench, DEVICE));
    control(probes, "P191", FSCTL_PIPE_ASSIGN_EVENT);
    control(probes, "P192", FSCTL_PIPE_QUERY_EVENT);
    control(probes, "P193", FSCTL_PIPE_SET_CLIENT_PROCESS);
    control(probes, "P194", FSCTL_PIPE_DISCONNECT);
    control(probes, "P195", FSCTL_PIPE_LISTEN);
    control(probes, "P196", FSCTL_PIPE_TRANSCEIVE);
    control(probes, "P197", FSCTL_PIPE_IMPERSONATE);
    control(probes, "P198", FSCTL_PIPE_QUERY_CLIENT_PROCESS);
    probes.add("P199", bench -> control(bench, DEVICE, FSCTL_PIPE_PEEK, null, new Buffer(17)));
    probes.add(
        "P200",
        Probe.all(bench -> attribute(bench, "Client"), bench -> attribute(bench, "Server")));
    probes.add("P201", bench -> waiting(bench, ROOT));
  }

  private static void control(Probes probes, String id, int code) {
    probes.add(
        id,
        Probe.all(
            bench -> control(bench, DEVICE, code, null, null),
            bench -> control(bench, ROOT, code, null, null)));
  }

  private static Outcome control(Bench bench, String name, int code, Buffer in, Buffer out) {
    Block block = new Block(0);
    int call = new NtIo(open(bench, name), block).event(bench.event()).control(code, in, out);
    return new Observation().put("status", NtIo.ending(call, block)).outcome();
  }

  private static Outcome attribute(Bench bench, String end) {
    byte[] name = (end + "ProcessId\0").getBytes(StandardCharsets.US_ASCII);
    return control(
        bench, DEVICE, FSCTL_PIPE_GET_CONNECTION_ATTRIBUTE, Buffer.of(name), new Buffer(4));
  }

  private static Outcome waiting(Bench bench, String name) {
    Block block = new Block(0);
    int call =
        new NtIo(open(bench, name), block)
            .event(bench.event())
            .control(FSCTL_PIPE_WAIT, request("nonexistent_pipe"), null);
    return new Observation().callNt(call).put("status", NtIo.ending(call, block)).outcome();
  }

  /** A timeout of 0, the length of the name, that there is one, and the name. */
  private static Buffer request(String name) {
    byte[] chars = name.getBytes(StandardCharsets.UTF_16LE);
    Buffer request = Buffer.of(new byte[14 + chars.length]);
    request.memory().setInt(8, chars.length);
    request.memory().setByte(12, (byte) 1);
    request.memory().write(14, chars, 0, chars.length);
    return request;
  }

  private static long open(Bench bench, String name) {
    byte[] chars = name.getBytes(StandardCharsets.UTF_16LE);
    Buffer string = Buffer.of(new byte[16]);
    string.memory().setShort(0, (short) chars.length);
    string.memory().setShort(2, (short) chars.length);
    string.memory().setLong(8, Buffer.of(chars).address());
    Buffer attributes = Buffer.of(new byte[ATTRIBUTES_SIZE]);
    attributes.memory().setInt(0, ATTRIBUTES_SIZE);
    attributes.memory().setLong(16, string.address());
    attributes.memory().setInt(24, CASE_INSENSITIVE);
    Buffer handle = new Buffer(Long.BYTES);
    int status =
        NtFileCalls.NtOpenFile(
            handle.address(),
            READ_WRITE_SYNCHRONIZE,
            attributes.address(),
            new Block(0).address(),
            SHARE_READ_WRITE,
            0);
    if (status != 0) {
      throw new IllegalStateException("NtOpenFile: " + Observation.hex(status));
    }
    return bench.handle(handle.memory().getLong(0));
  }
}
