package io.github.asyncioctl.integrations;

import java.net.Socket;

/** How libraries wrap sockets. */
public record LibrarySocket(Socket inner) {}
