package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The vector operands of one step: whole, scalar, arranged, or one lane of them. */
final class Vectors {

  private final Step step;

  Vectors(Step step) {
    this.step = step;
  }

  /** Width of an operand's lanes in bits; of a scalar register its own. */
  int laneBits(int index) throws UnknownInstruction {
    return laneBits(step.operand(index));
  }

  int laneBits(Operand operand) throws UnknownInstruction {
    return switch (operand) {
      case Operand.Lanes l -> l.laneBits();
      case Operand.Register(RegisterView view) -> view.width();
      default -> throw step.form();
    };
  }

  /** Width of all that an operand covers. */
  int width(int index) throws UnknownInstruction {
    return width(step.operand(index));
  }

  int width(Operand operand) throws UnknownInstruction {
    return switch (operand) {
      case Operand.Lanes l -> l.lane().isPresent() ? l.laneBits() : l.laneBits() * l.lanes();
      case Operand.Register(RegisterView view) -> view.width();
      default -> throw step.form();
    };
  }

  /** The value of all that an operand covers. */
  Term in(int index) throws UnknownInstruction {
    return value(step.operand(index));
  }

  Term value(Operand operand) throws UnknownInstruction {
    return switch (operand) {
      case Operand.Lanes l when l.lane().isPresent() -> lane(l, l.lane().get());
      case Operand.Lanes l when l.lanes() > 0 ->
          step.cpu.read(l.view()).truncate(l.laneBits() * l.lanes());
      case Operand.Register(RegisterView view) -> step.cpu.read(view);
      default -> throw step.form();
    };
  }

  /** The value of an operand, a single lane being repeated to fill a width. */
  Term in(int index, int width) throws UnknownInstruction {
    Term value = in(index);
    return value.width() >= width ? value.truncate(width) : repeated(value, width);
  }

  /** A number in every lane of the first operand. */
  Term number(int index) throws UnknownInstruction {
    return repeated(step.constant(step.immediate(index), laneBits(0)), width(0));
  }

  /** A vector operand, or a number in every lane. */
  Term inOrNumber(int index) throws UnknownInstruction {
    return step.operand(index) instanceof Operand.Immediate ? number(index) : in(index);
  }

  static Term repeated(Term value, int width) {
    return Lanewise.join(Collections.nCopies(width / value.width(), value));
  }

  private Term lane(Operand.Lanes operand, int lane) {
    int low = lane * operand.laneBits();
    return step.cpu.read(operand.view()).extract(low + operand.laneBits() - 1, low);
  }

  /** Writes an operand: one lane leaves the others alone, all else clears the bits above. */
  void out(int index, Term value) throws UnknownInstruction {
    put(step.operand(index), value);
  }

  void put(Operand operand, Term value) throws UnknownInstruction {
    switch (operand) {
      case Operand.Lanes l when l.lane().isPresent() -> insert(l, l.lane().get(), value);
      case Operand.Lanes l -> step.cpu.set(l.view().location(), value.zext(128));
      case Operand.Register(RegisterView view) -> step.cpu.write(view, value);
      default -> throw step.form();
    }
  }

  private void insert(Operand.Lanes operand, int lane, Term value) {
    RegisterView view = operand.view();
    List<Term> lanes = Lanewise.split(step.cpu.get(view.location()), operand.laneBits());
    lanes.set(lane, value);
    step.cpu.set(view.location(), Lanewise.join(lanes));
  }

  /** Writes an operand lane by lane. */
  void lanes(int index, Term value, UnaryOperator<Term> each) throws UnknownInstruction {
    out(index, Lanewise.map(value, laneBits(index), each));
  }

  /** Writes an operand lane by lane. */
  void lanes(int index, Term left, Term right, BinaryOperator<Term> each)
      throws UnknownInstruction {
    out(index, Lanewise.zip(left, right, laneBits(index), each));
  }
}
