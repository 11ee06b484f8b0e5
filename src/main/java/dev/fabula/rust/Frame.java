package dev.fabula.rust;

import dev.fabula.site.Call;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One expansion of a macro. It is compared by identity. */
final class Frame {
  private final MacroDefinition definition;
  private final Place call;
  private final Optional<Frame> caller;
  private final Optional<Frame> text;
  private final Map<Optional<Frame>, Frame> forOthers = new HashMap<>();

  /**
   * An expansion.
   *
   * @param definition the macro
   * @param call where it is called
   * @param caller the expansion whose text holds the call; empty if a file does
   */
  Frame(MacroDefinition definition, Place call, Optional<Frame> caller) {
    this(definition, call, caller, definition.frame());
  }

  private Frame(
      MacroDefinition definition, Place call, Optional<Frame> caller, Optional<Frame> text) {
    this.definition = definition;
    this.call = call;
    this.caller = caller;
    this.text = text;
  }

  /**
   * This expansion for names that another one wrote into the text of the macro: what this one does
   * not bind for them, the other's bindings do.
   */
  Frame forText(Optional<Frame> other) {
    return forOthers.computeIfAbsent(other, o -> new Frame(definition, call, caller, o));
  }

  /** The macro. */
  MacroDefinition definition() {
    return definition;
  }

  /** The file in which the text of the macro stands. */
  SourceFile file() {
    return definition.file();
  }

  /**
   * Whether a name that one text writes may be bound by another: by itself, or by the text that
   * defines the macro (Reference, macro.decl.hygiene). No expansion stands for a file's own text.
   */
  static boolean sees(Optional<Frame> use, Optional<Frame> binding) {
    Optional<Frame> text = use;
    while (text.isPresent() && !text.equals(binding)) {
      text = text.get().text;
    }
    return text.equals(binding);
  }

  /** The macro calls that lead here, the outermost first. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Optional<Frame> f = Optional.of(this); f.isPresent(); f = f.get().caller) {
      calls.addFirst(new Call(f.get().definition.name(), f.get().call));
    }
    return calls;
  }
}
