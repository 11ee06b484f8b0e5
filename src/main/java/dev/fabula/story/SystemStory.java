package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.mir.Vocabulary;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Holds a system call of the code against one of a story: of the same number and arguments, it
 * returns the same and leaves the same behind.
 */
final class SystemStory implements Interplay {

  private final Map<Term, Term> left;
  private final List<Stored> passed;

  private SystemStory(Map<Term, Term> left, List<Stored> passed) {
    this.left = left;
    this.passed = passed;
  }

  /**
   * The registers of the number and the arguments, in order (Linux: syscall(2), "Architecture
   * calling conventions"); the result is in the last one.
   */
  private static List<String> registers(Architecture architecture) throws Unsupported {
    return switch (architecture) {
      case X86_64 -> List.of("rax", "rdi", "rsi", "rdx", "r10", "r8", "r9", "rax");
      case AARCH64 -> List.of("x8", "x0", "x1", "x2", "x3", "x4", "x5", "x0");
      case RISCV64 -> List.of("x17", "x10", "x11", "x12", "x13", "x14", "x15", "x10");
      case X86, ARM64EC, ARM, RISCV32, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          throw new Unsupported("a system call on " + architecture.rustName());
    };
  }

  /**
   * The comparison of one call.
   *
   * @throws Unsupported if code or story do anything else to memory
   */
  static SystemStory of(Run run, Path path, Outcome outcome) throws Unsupported {
    List<Occurrence> calls =
        path.events().stream().filter(o -> o.event() instanceof Event.SystemCall).toList();
    boolean alone =
        calls.size() == 1
            && isUsual((Event.SystemCall) calls.getFirst().event())
            && outcome.events().size() == 1
            && path.accesses().stream().noneMatch(a -> a.region() == Region.OUTSIDE);
    if (!alone) {
      throw new Unsupported("a system call beside something else that is done to memory");
    }
    List<String> names = registers(run.contract().architecture());
    int step = calls.getFirst().step();
    List<Stored> passed = passed(run, path, step, names, outcome.events().getFirst());
    Map<Term, Term> left = new HashMap<>();
    Term result = after(run, path, step + 1, names.getLast());
    int width = run.entryStackPointer().width();
    left.put(run.terms().variable(Vocabulary.SYSTEM + "result", width), result);
    left.put(run.terms().memory(Vocabulary.SYSTEM + "memory", width), path.finish().memory());
    return new SystemStory(left, passed);
  }

  /** Calls of hypervisors and monitors have other conventions, and so has an interrupt. */
  private static boolean isUsual(Event.SystemCall call) {
    return switch (call.instruction()) {
      case "syscall", "ecall" -> true;
      case "svc" -> call.number() == 0;
      default -> false;
    };
  }

  private static List<Stored> passed(
      Run run, Path path, int step, List<String> names, MemoryEvent told) throws Unsupported {
    if (told.kind() != Kind.SYSTEM || told.value().isEmpty()) {
      throw new Unsupported("a story with something else than a system call");
    }
    Term all = told.value().get();
    int word = run.entryStackPointer().width();
    int count = all.width() / word;
    if (count > names.size() - 1) {
      throw new Unsupported("a system call of more than six arguments");
    }
    List<Stored> passed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int high = all.width() - i * word - 1;
      Term code = after(run, path, step, names.get(i));
      passed.add(new Stored(code, all.extract(high, high - word + 1)));
    }
    return passed;
  }

  /** What a register holds behind so many steps. */
  private static Term after(Run run, Path path, int steps, String name) throws Unsupported {
    Location location =
        run.registers()
            .view(name)
            .map(RegisterView::location)
            .orElseThrow(() -> new Unsupported("a system call without `" + name + "`"));
    return path.steps().stream()
        .limit(steps)
        .flatMap(s -> s.written(location).stream())
        .reduce((_, last) -> last)
        .orElseGet(() -> run.entryValue(location));
  }

  @Override
  public UnaryOperator<Term> loaded() {
    return new Substitution(left)::apply;
  }

  @Override
  public Optional<String> weaker() {
    return Optional.empty();
  }

  @Override
  public List<Stored> stored() {
    return passed;
  }

  @Override
  public String differs() {
    return "the assembly passes another value to the system than the story";
  }
}
