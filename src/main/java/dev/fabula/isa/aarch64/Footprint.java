package dev.fabula.isa.aarch64;

import dev.fabula.asm.Facts;
import dev.fabula.asm.Facts.Property;
import dev.fabula.isa.Access;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The meaning of an instruction without an entry, after LLVM's description: each register written
 * becomes a function of all that is read. The functions depend on the opcode and the operand's
 * place, not on the registers' names.
 */
final class Footprint {

  private static final int VECTOR_BYTES = 16;

  private final Step step;
  private final Facts facts;
  private final List<Term> inputs = new ArrayList<>();

  private Footprint(Step step, Facts facts) {
    this.step = step;
    this.facts = facts;
  }

  static Precision execute(Instruction instruction, Cpu cpu, A64Registers registers)
      throws UnknownInstruction {
    Facts facts =
        instruction
            .decoded()
            .facts()
            .orElseThrow(() -> new UnknownInstruction("nothing is known of " + instruction));
    new Footprint(new Step(instruction, cpu, registers), facts).execute();
    return Precision.FOOTPRINT;
  }

  private void execute() throws UnknownInstruction {
    readRegisters();
    for (int i = 0; i < step.count(); i++) {
      if (step.operand(i) instanceof Operand.Memory) {
        access(Place.of(step, i));
      }
    }
    writeRegisters();
    if (facts.is(Property.UNMODELED_SIDE_EFFECTS)) {
      step.happen(new Event.Unmodelled(step.instruction.toString()));
    }
    if (facts.is(Property.BRANCH) || facts.is(Property.CALL) || facts.is(Property.RETURN)) {
      throw new UnknownInstruction("no meaning for the branch " + step.instruction);
    }
  }

  private void readRegisters() {
    List<Location> read = new ArrayList<>();
    facts.registersRead().forEach(name -> read.addAll(locations(name)));
    for (Facts.Operand operand : facts.operands()) {
      operand.immediate().ifPresent(n -> inputs.add(step.constant(n, 64)));
    }
    read.forEach(location -> inputs.add(value(location)));
  }

  private Term value(Location location) {
    return location.kind() == Location.Kind.ZERO
        ? step.constant(0, location.width())
        : step.cpu.get(location);
  }

  /** The extent is not known; the first vector's worth of it is what a loaded value depends on. */
  private void access(Place place) {
    boolean loads = facts.is(Property.MAY_LOAD);
    boolean stores = facts.is(Property.MAY_STORE);
    if (loads) {
      inputs.add(step.cpu.load(Access.data(VECTOR_BYTES), place.address));
    }
    if (loads || stores) {
      step.cpu.sweep(
          "a64." + facts.opcode() + ".memory", place.address, List.copyOf(inputs), loads, stores);
    }
  }

  private void writeRegisters() {
    int place = 0;
    for (String name : facts.registersWritten()) {
      for (Location location : locations(name)) {
        if (location.kind() != Location.Kind.ZERO) {
          String function = facts.opcode() + "#" + place++;
          step.cpu.set(location, step.opaque(function, location.width(), inputs));
        }
      }
    }
    if (touchesStatus()) {
      Location status = step.registers.system("fpsr");
      List<Term> all = new ArrayList<>(inputs);
      all.add(step.cpu.get(status));
      step.cpu.set(status, step.opaque(facts.opcode() + "#fpsr", status.width(), all));
    }
  }

  /** Floating point raises flags of FPSR; saturation outside of SVE sets its QC (C3.6). */
  private boolean touchesStatus() {
    String mnemonic = step.instruction.mnemonic();
    boolean saturates = mnemonic.matches("(sq|uq|suq|usq).*") && !facts.opcode().contains("_Z");
    return facts.is(Property.MAY_RAISE_FP_EXCEPTION) || saturates;
  }

  /** LLVM's register name as locations; tuples are joined by underscores. */
  private List<Location> locations(String name) {
    List<Location> result = new ArrayList<>();
    if (name.equals("NZCV")) {
      return step.registers.flags().subList(0, 4);
    }
    for (String part : name.toLowerCase(Locale.ROOT).split("_")) {
      result.add(
          step.registers
              .view(part)
              .map(RegisterView::location)
              .orElseGet(() -> step.registers.system(part)));
    }
    return result;
  }
}
