package dev.fabula.attack;

import dev.fabula.exec.Exit;
import dev.fabula.site.Contract;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one run shows about promises that need no second run (Reference, asm.rules). */
final class Promises {
  private static final Pattern ORDERS =
      Pattern.compile("^(?:lock |[ms]fence|d[ms]b\\b|fence|mcr p15, #0x0, \\w+, c7, c10).*");
  private static final Pattern DIFFERS_EACH_TIME =
      Pattern.compile(
          "^(?:rdtscp?|rdrand|rdseed|rdpmc|rdtime|rdcycle|rdinstret|mrs .*cnt[pv]ct).*");
  private static final Pattern ACTS =
      Pattern.compile(
          "^(?:in[bwl]?|outs?[bwl]?|wrmsr|syscall|svc|ecall|hlt|wf[ie]|wfi|cli|sti)\\b.*");

  private Promises() {}

  /** The first promise that a run to its end broke by itself. */
  static Optional<Lie> broken(Concretely run) {
    return promise(run)
        .map(p -> new Lie(p, run.story() + " runs " + run.instructions()))
        .or(() -> lost(run));
  }

  private static Optional<Lie> lost(Concretely run) {
    return run.losses().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lie("what is not given up is kept", run.story() + " loses " + run.losses()));
  }

  private static Optional<String> promise(Concretely run) {
    Contract contract = run.run().contract();
    for (Option option : contract.options()) {
      if (isBroken(option, run)) {
        return Optional.of("`" + option.spelling() + "`");
      }
    }
    return !contract.promises(Option.NORETURN) && isAstray(run)
        ? Optional.of("control comes to the end or to a label")
        : Optional.empty();
  }

  /** Whether control leaves to an address that no one has given a name. */
  private static boolean isAstray(Concretely run) {
    return run.path().exit() instanceof Exit.Leaves leaves
        && leaves.symbol().isEmpty()
        && !leaves.returning();
  }

  private static boolean isBroken(Option option, Concretely run) {
    return switch (option) {
      case NOMEM -> run.touchesMemory() || orders(run);
      case READONLY -> run.writesMemory() || orders(run);
      case NOSTACK -> run.writesStack();
      case NORETURN -> run.path().exit() instanceof Exit.FallThrough;
      case PURE -> run.writesMemory() || executes(run, DIFFERS_EACH_TIME) || executes(run, ACTS);
      // Flags are among what is lost.
      case PRESERVES_FLAGS, ATT_SYNTAX, RAW, MAY_UNWIND -> false;
    };
  }

  /** Where operands are memory, an atomic access to them is no more than an access. */
  private static boolean orders(Concretely run) {
    return run.run().contract().extents().isEmpty() && executes(run, ORDERS);
  }

  private static boolean executes(Concretely run, Pattern instruction) {
    return run.instructions().stream().anyMatch(i -> instruction.matcher(i).matches());
  }
}
