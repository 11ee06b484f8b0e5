package dev.fabula.machine;

import dev.fabula.site.Option;

/** What the options of a site forbid to its story. */
final class StoryOptions {

  private StoryOptions() {}

  static void demand(StoryCall call, Allocation allocation, boolean write) throws Halt {
    if (call.site().has(Option.NOMEM)) {
      throw forbidden(write ? "writes" : "reads", allocation, "nomem");
    }
    if (write && call.site().has(Option.READONLY)) {
      throw forbidden("writes", allocation, "readonly");
    }
  }

  private static Halt forbidden(String verb, Allocation allocation, String option) {
    return Halt.undefined(
        "the story %s memory of %s, but its site is `%s`"
            .formatted(verb, allocation.name(), option));
  }
}
