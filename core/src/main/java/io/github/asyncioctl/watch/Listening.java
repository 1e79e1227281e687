package io.github.asyncioctl.watch;

/**
 * The name of {@link Registration} before 0.1.
 *
 * @deprecated for {@link Registration}; goes with 0.2, when {@link Watch#listen} returns that
 */
@Deprecated(since = "0.1", forRemoval = true)
public final class Listening implements Registration {
  private final Registration registration;

  Listening(Registration registration) {
    this.registration = registration;
  }

  @Override
  public void close() {
    registration.close();
  }
}
