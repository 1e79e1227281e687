/**
 * What the engine's threads share, under jcstress, Lincheck, Fray and random load.
 *
 * <p>A class named {@code ...Races} holds jcstress tests: two threads meet in each of millions of
 * states, and an outcome that is not listed as acceptable fails the build. A class named {@code
 * ...ModelTest} is Lincheck's, which goes through interleavings on purpose. A class named {@code
 * ...SchedulesTest} runs all threads of an engine on the simulated kernel, one at a time, as Fray
 * says; it needs a JVM of Fray's. A class named {@code ...LoadTest} runs whole engines on {@link
 * io.github.asyncioctl.internal.engine.LoadKernel}. The invariant stands above each test.
 */
package io.github.asyncioctl.internal.engine;
