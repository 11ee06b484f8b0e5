package dev.fabula.story;

import dev.fabula.check.Group;
import dev.fabula.check.Rule;
import java.util.List;

/**
 * What is told of stories.
 *
 * @param name the kebab-case name
 * @param group how sure a finding is
 * @param summary what is wrong, in one line without capital or full stop
 */
public record StoryRule(String name, Group group, String summary) implements Rule {

  /** The code does something that the story does not allow. */
  static final StoryRule BROKEN =
      new StoryRule("story-broken", Group.UNSOUND, "the assembly does what its story does not");

  /** The compiler does not accept the story. */
  static final StoryRule REFUSED =
      new StoryRule("story-refused", Group.UNSOUND, "the story does not compile");

  /** The story does what an option of the site rules out. */
  static final StoryRule OPTIONS =
      new StoryRule(
          "story-against-options",
          Group.UNSOUND,
          "the story does what the site's options rule out");

  /** Something that the caller has to see to. */
  static final StoryRule DUTY =
      new StoryRule(
          "story-duty", Group.HINT, "the story holds only where its caller sees to something");

  /** All of them, in the order in which they are documented. */
  public static List<StoryRule> all() {
    return List.of(BROKEN, REFUSED, OPTIONS, DUTY);
  }
}
