package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A declarative macro. It is compared by identity. */
final class MacroDefinition {
  private final String name;
  private final Place place;
  private final Optional<Frame> frame;
  private final List<Condition> conditions;
  private final Body body;
  private final Set<String> words = new HashSet<>();
  private Optional<List<MacroRule>> rules = Optional.empty();

  /**
   * What stands behind the name.
   *
   * @param matcher the parentheses of {@code macro name(…) {…}}
   * @param group the braces, or for {@code macro_rules!} any brackets
   */
  record Body(Optional<Group> matcher, Group group) {

    /** The same with places in one text. */
    Body in(Home home) {
      return new Body(matcher.map(m -> home.bring(m, m.span())), home.bring(group, group.span()));
    }
  }

  /**
   * A macro.
   *
   * @param name its name
   * @param place its name's place in the text that defines it
   * @param frame the expansion that wrote this text; empty for a file's own
   * @param conditions the conditions in that file under which it exists, the outermost first
   * @param body what stands behind the name, with places in that file
   */
  MacroDefinition(
      String name, Place place, Optional<Frame> frame, List<Condition> conditions, Body body) {
    this.name = name;
    this.place = place;
    this.frame = frame;
    this.conditions = List.copyOf(conditions);
    this.body = body;
    collect(body.group().trees(), words);
  }

  private static void collect(List<Tree> trees, Set<String> words) {
    for (Tree tree : trees) {
      switch (tree) {
        case Group group -> collect(group.trees(), words);
        case Token token when token.kind() == Kind.WORD -> words.add(token.text());
        case Token _ -> {}
      }
    }
  }

  /** Whether a file may define any. */
  static boolean mayOccur(SourceFile file) {
    for (int i = 0; i < file.length(); i++) {
      if (file.byteAt(i) == 'm' && file.startsWith("macro", i)) {
        return true;
      }
    }
    return false;
  }

  /** Its name. */
  String name() {
    return name;
  }

  /** The file whose text defines it. */
  SourceFile file() {
    return place.file();
  }

  /** Its name's place in the text that defines it. */
  Place place() {
    return place;
  }

  /** The expansion that wrote the text that defines it; empty for a file's own. */
  Optional<Frame> frame() {
    return frame;
  }

  /** The conditions in its file under which it exists, the outermost first. */
  List<Condition> conditions() {
    return conditions;
  }

  /** Whether its rules hold one of some words. */
  boolean mentions(Set<String> names) {
    return words.stream().anyMatch(names::contains);
  }

  /** What it writes for some arguments. */
  List<Tree> expand(List<Tree> arguments, Frame frame, Budget budget) throws Unexpandable {
    for (MacroRule rule : rules()) {
      Optional<Map<String, Captures>> captures = Matching.match(rule.matcher(), arguments);
      if (captures.isPresent()) {
        return Transcription.write(rule.body(), captures.get(), frame, budget);
      }
    }
    throw new Unexpandable("no rule of it fits the arguments");
  }

  private List<MacroRule> rules() throws Unexpandable {
    if (rules.isEmpty()) {
      Optional<Group> matcher = body.matcher();
      rules =
          Optional.of(
              matcher.isPresent()
                  ? List.of(MacroRule.of(matcher.get(), body.group()))
                  : MacroRule.all(body.group().trees()));
    }
    return rules.get();
  }
}
