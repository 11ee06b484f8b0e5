package dev.fabula.isa.validate;

import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.validate.Layout.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every target has: meanings, and states of one layout. */
abstract class Machine implements Target {

  private final InstructionSet set;
  private final Layout layout;
  private final Map<String, Field> fields;

  Machine(InstructionSet set, Layout layout) {
    this.set = set;
    this.layout = layout;
    this.fields = layout.byLocation();
  }

  @Override
  public final InstructionSet set() {
    return set;
  }

  @Override
  public final Layout layout() {
    return layout;
  }

  @Override
  public final @Nullable Field field(String location) {
    return fields.get(location);
  }
}
