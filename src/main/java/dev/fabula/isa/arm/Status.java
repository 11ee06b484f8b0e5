package dev.fabula.isa.arm;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status flags that LLVM's descriptors do not mention: Q, GE, and those of FPSCR. */
final class Status {

  private static final Pattern FLOAT =
      Pattern.compile("v(?!mov|neg|abs|ldr|str|sel|dup|push|pop).*\\.(f|bf)(16|32|64).*");
  private static final Pattern LANE = Pattern.compile("(d\\d+)\\[(\\d+)\\]");
  private static final Pattern VECTOR_SATURATING = Pattern.compile("vq.*");

  private Status() {}

  /** What is known by LLVM's description alone. */
  interface Described {
    /** Applies the description. */
    Precision execute() throws UnknownInstruction;
  }

  /** Applies a description, and makes the flags that it misses functions of what is read. */
  static Precision footprint(Step step, Described described) throws UnknownInstruction {
    String stem = step.form.stem();
    List<Term> read = operands(step);
    Term floats = step.cpu.get(step.registers.location("fpscr.flags"));
    Precision precision = described.execute();
    if (stem.startsWith("vjcvt")) {
      step.cpu.set(step.registers.location("fpscr.flags"), step.opaque(stem + " flags", 32, read));
      keep(step, floats);
    } else if (FLOAT.matcher(step.instruction.mnemonic()).matches()
        || VECTOR_SATURATING.matcher(stem).matches()) {
      raise(step, "fpscr.flags", 32, read);
      keep(step, floats);
    }
    return precision;
  }

  /** A look-up in a table of several registers. */
  static Precision tabled(Step step) throws UnknownInstruction {
    boolean merges = step.form.stem().equals("vtbx.8");
    if (!merges && !step.form.stem().equals("vtbl.8")) {
      throw step.unknown();
    }
    List<Term> read = operands(step);
    if (step.operand(1) instanceof Operand.RegisterList(List<Operand> registers)) {
      for (Operand operand : registers) {
        if (!(operand instanceof Operand.Register(RegisterView view))) {
          throw step.unknown();
        }
        read.add(step.read(view));
      }
    }
    if (!merges) {
      read.removeFirst();
    }
    step.out(0, step.opaque(step.form.stem() + "." + read.size(), 64, read));
    return Precision.FOOTPRINT;
  }

  private static void raise(Step step, String flag, int width, List<Term> read) {
    Location location = step.registers.location(flag);
    Term raised = step.opaque(step.form.stem() + " raises", width, read);
    step.cpu.set(location, step.cpu.get(location).or(raised));
  }

  /** Comparisons set the condition only: what was raised before stays (DDI 0487, FPSCR). */
  private static void keep(Step step, Term before) {
    Location location = step.registers.location("fpscr.flags");
    Term sticky = step.cpu.terms().constant(0x0fffffff, 32);
    step.cpu.set(location, step.cpu.get(location).or(before.and(sticky)));
  }

  /** Adds the register and the number of a lane such as {@code d1[0]}. */
  private static void addLane(Step step, String text, List<Term> read) {
    Matcher lane = LANE.matcher(text);
    if (lane.matches()) {
      step.registers
          .view(lane.group(1))
          .ifPresent(view -> {
            read.add(step.read(view));
            read.add(step.cpu.terms().constant(Long.parseLong(lane.group(2)), 8));
          });
    }
  }

  private static List<Term> operands(Step step) {
    List<Term> read = new ArrayList<>();
    for (Operand operand : step.instruction.operands()) {
      switch (operand) {
        case Operand.Register(RegisterView view) -> read.add(step.read(view));
        case Operand.Shifted s -> read.add(step.read(s.view()));
        case Operand.Immediate i -> read.add(step.number(i.value()));
        case Operand.Word w -> addLane(step, w.text(), read);
        default -> {}
      }
    }
    return read;
  }
}
