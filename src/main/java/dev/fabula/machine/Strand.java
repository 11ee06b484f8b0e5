package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A thread of the program that runs: where it is, and what has happened before it. */
final class Strand {

  final int number;
  final Semaphore baton = new Semaphore(0);

  /** What has happened before what it does now. */
  final Clock clock = new Clock();

  /** What a release fence gives to its later stores. */
  Clock released = new Clock();

  /** What an acquire fence takes of its earlier loads. */
  Clock acquired = new Clock();

  /** What it left for others to do. */
  final List<Strand> pending = new ArrayList<>();

  /** The strand whose end it waits for; null if it waits for none. */
  @Nullable Strand awaited;

  /** The time until which it sleeps, in nanoseconds of the program's own clock. */
  long wakes;

  boolean done;

  // What belongs to it while another runs.
  @Nullable Frame frame;
  @Nullable StoryCall storyCall;
  Interpreter.@Nullable State state;

  Strand(int number) {
    this.number = number;
    clock.set(number, 1);
  }

  /** The next moment: what comes then has not happened before what others know now. */
  void tick() {
    clock.set(number, clock.of(number) + 1);
  }
}
