package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.Memory;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memory operand of one step: its address, and the base register's update (Arm ARM, C1.3.3).
 */
final class Place {

  private final Step step;
  final Memory memory;

  /** The address that the access uses. */
  final Term address;

  private Place(Step step, Memory memory) throws UnknownInstruction {
    this.step = step;
    this.memory = memory;
    this.address = isScalable() ? anywhere() : first();
  }

  /** The memory operand at an index. */
  static Place of(Step step, int index) throws UnknownInstruction {
    if (step.operand(index) instanceof Memory memory) {
      return new Place(step, memory);
    }
    throw step.form();
  }

  /** A memory operand of the step's instruction. */
  static Place of(Step step, Memory memory) throws UnknownInstruction {
    return new Place(step, memory);
  }

  /** Whether vectors of addresses, or multiples of a vector's length, are in it. */
  private boolean isScalable() {
    return step.instruction.decoded().text().contains("mul vl")
        || Stream.of(memory.base(), memory.index())
            .flatMap(Optional::stream)
            .anyMatch(r -> r.location().kind() == Location.Kind.VECTOR);
  }

  private Term anywhere() {
    List<Term> parts = new ArrayList<>();
    memory.base().ifPresent(r -> parts.add(step.cpu.read(r)));
    memory.index().ifPresent(r -> parts.add(step.cpu.read(r)));
    parts.add(step.number(memory.displacement(), 64));
    parts.add(step.constant(memory.scale(), 64));
    return step.opaque("address" + memory.extension().orElse(""), 64, parts);
  }

  private Term first() throws UnknownInstruction {
    return memory.writeBack() == WriteBack.AFTER ? base() : base().add(offset());
  }

  /** The base register's value, or what the displacement counts from. */
  Term base() {
    return memory
        .base()
        .map(step.cpu::read)
        .orElseGet(() -> startOf(memory.displacement().symbol().isPresent()));
  }

  private Term startOf(boolean symbolic) {
    return symbolic ? step.constant(0, 64) : step.here();
  }

  private Term offset() throws UnknownInstruction {
    Term displacement = step.number(memory.displacement(), 64);
    if (memory.index().isEmpty()) {
      return displacement;
    }
    RegisterView index = memory.index().get();
    int shift = Integer.numberOfTrailingZeros(memory.scale());
    return step.shifted(step.cpu.read(index), memory.extension().orElse("lsl"), shift, 64);
  }

  /** A plain access of this size; one that pushes or pops counts as the stack's. */
  Access access(int bytes) {
    return new Access(bytes, Access.Order.PLAIN, kind());
  }

  Access.Kind kind() {
    boolean stack =
        memory.writeBack() != WriteBack.NONE
            && memory.base().filter(b -> b.location() == step.registers.stackPointer()).isPresent();
    return stack ? Access.Kind.STACK : Access.Kind.DATA;
  }

  /**
   * Updates the base register, if the operand says so.
   *
   * @throws UnknownInstruction if the base is also transferred, which is unpredictable
   */
  void update() throws UnknownInstruction {
    update(memory.writeBack() == WriteBack.AFTER ? address.add(offset()) : address);
  }

  /** Sets the base register to a value, if the operand says that it is updated. */
  void update(Term updated) throws UnknownInstruction {
    if (memory.writeBack() == WriteBack.NONE || memory.base().isEmpty()) {
      return;
    }
    RegisterView base = memory.base().get();
    for (Operand operand : step.instruction.operands()) {
      if (operand instanceof Operand.Register(RegisterView view)
          && view.location() == base.location()
          && base.location() != step.registers.stackPointer()) {
        throw new UnknownInstruction("write-back to a transferred register is unpredictable");
      }
    }
    step.cpu.write(base, updated);
  }
}
