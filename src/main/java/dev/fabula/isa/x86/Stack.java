package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Instructions that work by the stack pointer. */
enum Stack implements Entry {
  PUSH,
  POP,
  PUSHF("pushf", "pushfd", "pushfq"),
  POPF("popf", "popfd", "popfq"),
  PUSHA("pushal", "pushaw"),
  POPA("popal", "popaw"),
  ENTER,
  LEAVE;

  private static final List<String> ALL = List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");

  private final List<String> mnemonics;

  Stack(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics.isEmpty() ? Entry.super.mnemonics() : mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case PUSH -> push(s);
      case POP -> pop(s);
      case PUSHF -> s.push(s.flags.image(imageWidth(s)));
      case POPF -> s.flags.setImage(s.pop(imageWidth(s)));
      case PUSHA -> pushAll(s, s.instruction.mnemonic().endsWith("w") ? 16 : 32);
      case POPA -> popAll(s, s.instruction.mnemonic().endsWith("w") ? 16 : 32);
      case ENTER -> enter(s);
      case LEAVE -> {
        s.put("sp", s.get("bp"));
        s.put("bp", s.pop(operandWidth(s)));
      }
    }
  }

  private static int imageWidth(Step s) {
    return s.instruction.mnemonic().endsWith("f") ? 16 : s.wordWidth();
  }

  /** Width of an instruction whose text does not show it: 16 with an operand size prefix. */
  private static int operandWidth(Step s) {
    return s.hasOperandSizePrefix() ? 16 : s.wordWidth();
  }

  private static void push(Step s) throws UnknownInstruction {
    switch (s.operand(0)) {
      case Operand.Register r when r.view().location().kind() == Location.Kind.SYSTEM ->
          s.push(s.read(0).zext(operandWidth(s)));
      case Operand.Immediate i -> s.push(s.read(0, operandWidth(s)));
      case Operand other -> s.push(s.read(0));
    }
  }

  /** The address of a memory operand counts from the stack pointer after the pop. */
  private static void pop(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Register r
        && r.view().location().kind() == Location.Kind.SYSTEM) {
      SystemRegisters.write(s, r.view().location(), s.pop(operandWidth(s)).truncate(16));
    } else {
      s.write(0, s.pop(s.width(0)));
    }
  }

  private static void pushAll(Step s, int width) {
    Term before = s.get("sp", width);
    ALL.forEach(name -> s.push(name.equals("sp") ? before : s.get(name, width)));
  }

  private static void popAll(Step s, int width) {
    for (String name : ALL.reversed()) {
      Term value = s.pop(width);
      if (!name.equals("sp")) {
        s.put(name, value);
      }
    }
  }

  private static void enter(Step s) throws UnknownInstruction {
    int width = operandWidth(s);
    int level = (int) s.immediate(1) & 31;
    s.push(s.get("bp", width));
    Term frame = s.get("sp", s.wordWidth());
    for (int n = 1; n < level; n++) {
      s.push(s.loadStack(s.get("bp").sub((long) n * width / 8), width));
    }
    if (level > 0) {
      s.push(frame.truncate(width));
    }
    s.put("bp", frame.truncate(width));
    s.put("sp", s.get("sp").sub(s.immediate(0) & 0xffff));
  }
}
