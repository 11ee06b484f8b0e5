package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function with its type parameters replaced, made ready block by block as it runs. */
final class Code {

  /** A statement made ready. */
  @FunctionalInterface
  interface Step {
    void run(Frame frame) throws Halt;
  }

  /** A terminator made ready. */
  @FunctionalInterface
  interface Jump {
    /** The block where the function goes on; {@link #ELSEWHERE} if another call runs now. */
    int go(Frame frame) throws Halt;
  }

  /** The answer of a jump after which another call runs. */
  static final int ELSEWHERE = -1;

  /** A block made ready. */
  record Ready(Step[] steps, Jump end) {}

  private final String name;
  private final Body body;
  private final Substitution substitution;
  private final Types types;
  private final boolean story;
  private final @Nullable Ty[] tys;
  private final @Nullable Ready[] blocks;

  /**
   * A function.
   *
   * @param name what it is called in messages
   * @param story whether it stands for an asm statement
   */
  Code(String name, Body body, Substitution substitution, Types types, boolean story) {
    this.name = name;
    this.body = body;
    this.substitution = substitution;
    this.types = types;
    this.story = story;
    this.tys = new Ty[locals(body)];
    this.blocks = new Ready[body.blocks().size()];
  }

  private static int locals(Body body) {
    return 1 + body.types().keySet().stream().mapToInt(i -> i).max().orElse(0);
  }

  /** What it is called, in quotes. */
  String title() {
    return story ? "the story" : "`" + name + "`";
  }

  Body body() {
    return body;
  }

  boolean isStory() {
    return story;
  }

  int locals() {
    return tys.length;
  }

  int parameters() {
    return body.parameters();
  }

  Substitution substitution() {
    return substitution;
  }

  /** The type of a local. */
  Type type(int local) {
    return substitution.apply(body.type(local));
  }

  Ty ty(int local) throws Halt {
    Ty known = tys[local];
    if (known == null) {
      known = types.of(type(local));
      tys[local] = known;
    }
    return known;
  }

  /** What a local is called in messages. */
  String local(int number) {
    String variable = body.names().get(number);
    return variable == null ? "a temporary of " + title() : "`" + variable + "`";
  }

  @Nullable Ready ready(int block) {
    return blocks[block];
  }

  void setReady(int block, Ready ready) {
    blocks[block] = ready;
  }

  /** Where the function of a scope was called, from the inside out, as printed. */
  List<String> calls(int scope) {
    return body.calls().getOrDefault(scope, List.of());
  }

  /** Where a statement or terminator comes from, as printed. */
  String place(int block, int index) {
    var places = body.blocks().get(block).places();
    return index < places.size() ? places.get(index) : "";
  }
}
