package io.github.asyncioctl.watch;

/**
 * The name of {@link Registration} before 0.1.
 *
 * @deprecated use {@link Registration}; removed in 0.2, when {@link Watch#listen} returns that type
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
