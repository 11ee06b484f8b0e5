package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.isa.Instruction;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.Optional;

/** What a replay with constants shows of a difference. */
final class Sighting {

  private final Difference difference;
  private final Examination concrete;
  private final Evaluator values;
  private final Path path;

  Sighting(Difference difference, Examination concrete, Assignment assignment) {
    this.difference = difference;
    this.concrete = concrete;
    this.values = new Evaluator(assignment);
    this.path = concrete.paths().getFirst();
  }

  /**
   * What was seen, as a clause; empty if the replay shows no difference.
   *
   * @param chosen whether the story has a choice, and none is right
   */
  Optional<String> words(boolean chosen) {
    return switch (difference.kind()) {
      case Difference.Kind.Output(Slot slot, String name, Term code, Term story) ->
          output(slot, name, story, chosen);
      case Difference.Kind.Memory(Term address, Term code, Term story) ->
          octet(address, story, chosen);
      case Difference.Kind.Access(Term address, boolean write) ->
          access(values.value(address), write);
      case Difference.Kind.Delay(Instruction store, Term address) ->
          conditions().map(_ -> delay(store, values.value(address)));
      case Difference.Kind.End end -> conditions();
      case Difference.Kind.Conduct conduct -> conditions();
      case Difference.Kind.Disobedience disobedience -> conditions();
    };
  }

  private Optional<String> output(Slot slot, String name, Term story, boolean chosen) {
    if (!path.exit().isNormal()) {
      return Optional.empty();
    }
    BigInteger seen = values.value(concrete.output(path, slot));
    BigInteger told = values.value(story);
    return seen.equals(told)
        ? Optional.empty()
        : Optional.of(
            "the assembly leaves " + hex(seen) + " in `" + name + "`, " + told(told, chosen));
  }

  /** What the story leaves, or that it never leaves what was seen. */
  private static String told(BigInteger value, boolean chosen) {
    return chosen ? "the story never does" : "the story " + hex(value);
  }

  private Optional<String> octet(Term address, Term story, boolean chosen) {
    BigInteger at = values.value(address);
    Term place = concrete.run().terms().constant(at, address.width());
    BigInteger seen = values.value(path.finish().memory().load(place, 1));
    BigInteger told = values.value(story);
    return seen.equals(told)
        ? Optional.empty()
        : Optional.of(
            "the assembly leaves " + hex(seen) + " at " + hex(at) + ", " + told(told, chosen));
  }

  private Optional<String> access(BigInteger at, boolean write) {
    boolean seen = path.accesses().stream().anyMatch(a -> a.write() == write && covers(a, at));
    String verb = write ? "writes" : "reads";
    return seen
        ? Optional.of("the assembly " + verb + " at " + hex(at) + ", the story does not")
        : Optional.empty();
  }

  private static boolean covers(MemoryAccess access, BigInteger at) {
    BigInteger distance = at.subtract(access.address().value());
    return access.access().isPresent()
        && distance.signum() >= 0
        && distance.compareTo(BigInteger.valueOf(access.access().get().bytes())) < 0;
  }

  /** The message passing litmus test with a streaming store (Intel SDM vol. 3, 8.2.2). */
  private static String delay(Instruction store, BigInteger address) {
    String at = hex(address);
    return "this execution is possible, which the story rules out: (1) `"
        + store
        + "` leaves its value for "
        + at
        + " in a buffer; (2) the same thread, behind the site, sets a flag with release; (3)"
        + " another thread loads the flag with acquire and finds it set; (4) that thread loads the"
        + " old value from "
        + at
        + "; (5) the buffer is written to memory";
  }

  private Optional<String> conditions() {
    return difference.conditions().stream().allMatch(values::holds)
        ? Optional.of(difference.message())
        : Optional.empty();
  }

  private static String hex(BigInteger value) {
    return value.bitLength() < 4 ? value.toString() : "0x" + value.toString(16);
  }
}
