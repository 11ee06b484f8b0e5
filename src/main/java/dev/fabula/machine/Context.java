package dev.fabula.machine;

import dev.fabula.mir.Dump;
import dev.fabula.mir.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that belongs to one run of one program. */
final class Context {

  final Dump dump;
  final String source;
  final Types types;
  final Machine machine;
  final Copies copies;
  final Retags retags;
  final Vtables vtables;
  final Functions functions;
  final Globals globals;
  final Interpreter interpreter;
  final Library library;
  final Drops drops;
  final Threads threads;
  final Sites sites;
  final Map<String, List<Type>> captures = new HashMap<>();
  final Map<String, Substitution> surroundings = new HashMap<>();
  final StringBuilder output = new StringBuilder();

  /**
   * A run.
   *
   * @param dump its MIR
   * @param source the text that was compiled
   * @param prober asks the compiler for shapes of types
   * @param sites the asm statements in it
   * @param seed what addresses and arbitrary values depend on
   * @param steps how many steps it may make
   * @param schedule which of the orders its threads run in
   */
  Context(
      Dump dump,
      String source,
      Types.Prober prober,
      Sites sites,
      long seed,
      long steps,
      long schedule) {
    this.dump = dump;
    this.source = source;
    Definitions definitions = new Definitions(source);
    this.types = new Types(dump, definitions, prober, () -> Likely.types(dump), captures);
    this.machine = new Machine(new Memory(seed), types);
    this.copies = new Copies(machine);
    this.retags = new Retags(machine);
    this.vtables = new Vtables(machine);
    this.functions = new Functions(this);
    this.globals = new Globals(this);
    this.interpreter = new Interpreter(this, steps);
    this.library = new Library(this);
    this.drops = new Drops(this);
    this.threads = new Threads(this, schedule);
    this.sites = sites;
  }
}
