package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Addition, subtraction and logic on general registers and memory. */
enum Alu implements Entry {
  ADD,
  ADC,
  SUB,
  SBB,
  CMP,
  AND,
  OR,
  XOR,
  TEST,
  NOT,
  NEG,
  INC,
  DEC,
  ADCX,
  ADOX,
  ANDN;

  @Override
  public void run(Step s) throws UnknownInstruction {
    Flags f = s.flags;
    Term a = s.read(this == ANDN ? 1 : 0);
    switch (this) {
      case ADD -> s.write(0, f.add(a, second(s)));
      case ADC -> s.write(0, f.addWithCarry(a, second(s)));
      case SUB -> s.write(0, f.sub(a, second(s)));
      case SBB -> s.write(0, f.subWithBorrow(a, second(s)));
      case CMP -> f.sub(a, second(s));
      case AND -> s.write(0, f.logic(a.and(second(s))));
      case OR -> s.write(0, f.logic(a.or(second(s))));
      case XOR -> s.write(0, f.logic(a.xor(second(s))));
      case TEST -> f.logic(a.and(second(s)));
      case NOT -> s.write(0, a.not());
      case NEG -> s.write(0, f.negate(a));
      case INC -> s.write(0, f.increment(a));
      case DEC -> s.write(0, f.decrement(a));
      case ADCX -> addCarrying(s, a, s.registers.cf);
      case ADOX -> addCarrying(s, a, s.registers.of);
      case ANDN -> s.write(0, andNot(s, a));
    }
  }

  private static Term second(Step s) throws UnknownInstruction {
    return s.read(1, s.width(0));
  }

  private static void addCarrying(Step s, Term a, Location carry) throws UnknownInstruction {
    Term wide = s.flags.wideSum(a, second(s), s.get(carry));
    s.set(carry, wide.sign());
    s.write(0, wide.truncate(a.width()));
  }

  private static Term andNot(Step s, Term a) throws UnknownInstruction {
    Term result = a.not().and(s.read(2));
    s.flags.logic(result);
    s.flags.undefine(s.registers.pf);
    return result;
  }
}
