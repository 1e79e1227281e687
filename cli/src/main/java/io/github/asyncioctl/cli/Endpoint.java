package io.github.asyncioctl.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** The other side of a connection, as people write it: HOST:PORT, [IPv6]:PORT. */
record Endpoint(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)):(\\d+)");
  private static final int MAX_PORT = 65535;

  static Endpoint parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException("'" + text + "' " + problem(text));
    }
    String digits = parts.group(3);
    if (digits.length() > 5
        || Integer.parseInt(digits) < 1
        || Integer.parseInt(digits) > MAX_PORT) {
      throw new TypeConversionException("a port is from 1 to " + MAX_PORT + ", not " + digits);
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return new Endpoint(host, Integer.parseInt(digits));
  }

  private static String problem(String text) {
    if (text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[")) {
      return "is not HOST:PORT; an IPv6 address needs brackets: [::1]:80";
    }
    return text.contains(":") && !text.endsWith(":")
        ? "is not HOST:PORT"
        : "has no port; write HOST:PORT";
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
