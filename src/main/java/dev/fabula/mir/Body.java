package dev.fabula.mir;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of a function or constant.
 *
 * @param name its path
 * @param parameters how many parameters it has: the locals from 1 on
 * @param types the type of each local
 * @param blocks the blocks in order of their numbers
 * @param names what the source calls a local, if it is one of its variables
 * @param calls where each scope of an inlined function was called, from the inside out, as printed
 * @param inlined the paths of the functions that were inlined
 */
public record Body(
    String name,
    int parameters,
    Map<Integer, Type> types,
    List<Block> blocks,
    Map<Integer, String> names,
    Map<Integer, List<String>> calls,
    Set<String> inlined) {

  /** Copies the collections. */
  public Body {
    types = Map.copyOf(types);
    blocks = List.copyOf(blocks);
    names = Map.copyOf(names);
    calls = Map.copyOf(calls);
    inlined = Set.copyOf(inlined);
  }

  /**
   * A basic block.
   *
   * @param statements its statements
   * @param end its terminator
   * @param places where each statement and the terminator come from, as printed; empty where the
   *     dump does not tell
   */
  public record Block(List<Statement> statements, Terminator end, List<String> places) {
    /** Copies the lists. */
    public Block {
      statements = List.copyOf(statements);
      places = List.copyOf(places);
    }
  }

  /** The type of a local. */
  public Type type(int local) {
    Type type = types.get(local);
    if (type == null) {
      throw new IllegalArgumentException("no local _" + local + " in " + name);
    }
    return type;
  }
}
