package dev.fabula.report;

import dev.fabula.check.Lesson;
import dev.fabula.check.Obstacle;

/** Tells lessons. */
public interface LessonReporter {

  /** A lesson, ready to be printed. */
  String render(Lesson lesson);

  /** What stands in the way of one, ready to be printed. */
  String render(Obstacle obstacle);
}
