package dev.fabula.rust;

import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What macros write for calls in the operands of one invocation. */
final class MacroExpansion {
  private final SourceFile file;
  private final MacroScope scope;
  private final MacroIndex index;
  private final Condition.Settings settings;
  private final Budget budget = new Budget();

  /**
   * The macros at a place.
   *
   * @param file the file
   * @param scope the macros that the text around the place defines, the later ones too
   * @param index the macros of the crate
   * @param settings what is known of the target
   */
  MacroExpansion(SourceFile file, MacroScope scope, MacroIndex index, Condition.Settings settings) {
    this.file = file;
    this.scope = scope;
    this.index = index;
    this.settings = settings;
  }

  /** What each macro writes that the call may mean; empty if one of them cannot be expanded. */
  List<List<Tree>> of(MacroCall call) {
    List<List<Tree>> written = new ArrayList<>();
    for (MacroDefinition definition : definitions(call.name())) {
      Home home = Home.of(call.arguments());
      Place place = new Place(home.frame().map(Frame::file).orElse(file), call.arguments().span());
      Frame frame = new Frame(definition, place, Trail.home(call.arguments()));
      try {
        written.add(Bare.open(definition.expand(call.arguments().trees(), frame, budget)));
      } catch (Unexpandable e) {
        return List.of();
      }
    }
    return written;
  }

  /** All that may exist: which one the text means is not asked, they have to agree. */
  private List<MacroDefinition> definitions(String name) {
    List<MacroDefinition> textual = scope.named(name).stream().filter(this::mayExist).toList();
    return textual.isEmpty()
        ? index.named(name, file).stream()
            .filter(c -> c.condition().evaluate(settings) != Truth.FALSE)
            .map(MacroIndex.Candidate::definition)
            .toList()
        : textual;
  }

  private boolean mayExist(MacroDefinition definition) {
    Optional<Condition> all = definition.conditions().stream().reduce(Condition::and);
    return all.map(c -> c.evaluate(settings)).filter(t -> t == Truth.FALSE).isEmpty();
  }
}
