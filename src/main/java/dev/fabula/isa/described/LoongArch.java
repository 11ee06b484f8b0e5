package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.asm.Facts.Property;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LoongArch (LoongArch Reference Manual, volume 1, version 1.10). */
final class LoongArch implements Processor {

  /** Loads and stores whose operands are a register, a base and a number. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(ld|st|fld|fst|ldptr|stptr|ll|sc)\\.([bhwds])u?|(x?)v(ld|st)(?:repl\\.[bhwd]|elm\\.[bhwd])?");

  /** Those whose operands are a register and two registers to be added. */
  private static final Pattern INDEXED = Pattern.compile("(ld|st|fld|fst)x\\.([bhwds])u?");

  /** Those whose address is the last register. */
  private static final Pattern LAST = Pattern.compile("(am\\w*|llacq|screl)\\.([bhwd])u?|sc\\.(q)");

  private final int width;
  private final NamedRegisters registers;

  LoongArch(int width) {
    this.width = width;
    NamedRegisters.Builder builder = new NamedRegisters.Builder("r3");
    for (int n = 0; n < 32; n++) {
      builder.add("r" + n, width, kind(n));
      builder.add("f" + n, 256, Kind.VECTOR);
      builder.name("F" + n, "f" + n, 0, 32);
      builder.name("F" + n + "_64", "f" + n, 0, 64);
      builder.name("VR" + n, "f" + n, 0, 128);
      builder.name("XR" + n, "f" + n, 0, 256);
    }
    for (int n = 0; n < 8; n++) {
      builder.add("fcc" + n, 1, Kind.FLAG);
    }
    builder.add("float_flags", 10, Kind.FLAG).add("float_control", 22, Kind.CONTROL);
    builder.group("FCSR0", "FLOAT_FLAGS", "FLOAT_CONTROL");
    builder.group("FCSR1", "FLOAT_CONTROL").group("FCSR2", "FLOAT_FLAGS");
    builder.group("FCSR3", "FLOAT_CONTROL");
    for (int n = 0; n < 4; n++) {
      builder.add("scr" + n, width, Kind.SYSTEM);
    }
    builder.add(LoongArchTranslation.FLAGS, 32, Kind.SYSTEM);
    builder.add(LoongArchTranslation.TOP, 3, Kind.SYSTEM);
    registers = builder.build();
  }

  /** No compiler allocates $r21; $tp is the thread's own (LoongArch ELF psABI, registers). */
  private static Kind kind(int general) {
    return switch (general) {
      case 0 -> Kind.ZERO;
      case 2, 21 -> Kind.SYSTEM;
      case 3 -> Kind.STACK_POINTER;
      default -> Kind.GENERAL;
    };
  }

  @Override
  public NamedRegisters registers() {
    return registers;
  }

  @Override
  public long target(int offset, long number) {
    return offset + number;
  }

  @Override
  public Optional<Operand.Memory> memory(String mnemonic, Facts facts) {
    List<Facts.Operand> operands = facts.operands();
    int last = operands.size() - 1;
    Matcher plain = PLAIN.matcher(mnemonic);
    if (plain.matches()) {
      int base = 1;
      while (base < last && operands.get(base + 1).immediate().isEmpty()) {
        base++;
      }
      long displacement = operands.get(base + 1).immediate().orElse(0L);
      return Optional.of(
          Step.memory(view(operands, base), Optional.empty(), displacement, bits(mnemonic)));
    }
    if (INDEXED.matcher(mnemonic).matches()) {
      return Optional.of(
          Step.memory(view(operands, last - 1), view(operands, last), 0, bits(mnemonic)));
    }
    return LAST.matcher(mnemonic).matches()
        ? Optional.of(Step.memory(view(operands, last), Optional.empty(), 0, bits(mnemonic)))
        : Optional.empty();
  }

  private Optional<RegisterView> view(List<Facts.Operand> operands, int n) {
    return operands.get(n).register().flatMap(registers::described).map(List::getFirst);
  }

  /** Width of the access, by the last letter; vectors without one are moved whole. */
  private static int bits(String mnemonic) {
    if (mnemonic.matches("x?v(ld|st)")) {
      return mnemonic.startsWith("x") ? 256 : 128;
    }
    String name = mnemonic.replaceAll("u$", "");
    return switch (name.charAt(name.length() - 1)) {
      case 'b' -> 8;
      case 'h' -> 16;
      case 'w', 's' -> 32;
      case 'd' -> 64;
      default -> 128;
    };
  }

  @Override
  public boolean execute(Step s) throws UnknownInstruction {
    String name = s.mnemonic();
    return s.facts.is(Property.BRANCH) || s.facts.is(Property.CALL)
        ? branches(s, name)
        : jumps(s, name) || happens(s, name) || LoongArchValues.execute(s, width);
  }

  private boolean branches(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "b" -> s.cpu.jump(s.target());
      case "bl" -> {
        s.set("r1", s.cpu.nextAddress());
        s.cpu.call(s.target());
      }
      case "beqz" -> s.cpu.branch(isZero(s.read(0)), s.target());
      case "bnez" -> s.cpu.branch(isZero(s.read(0)).not(), s.target());
      case "bceqz" -> s.cpu.branch(s.read(0).not(), s.target());
      case "bcnez" -> s.cpu.branch(s.read(0), s.target());
      case "beq" -> s.cpu.branch(s.read(0).eq(s.read(1)), s.target());
      case "bne" -> s.cpu.branch(s.read(0).eq(s.read(1)).not(), s.target());
      case "blt" -> s.cpu.branch(s.read(0).slt(s.read(1)), s.target());
      case "bge" -> s.cpu.branch(s.read(0).slt(s.read(1)).not(), s.target());
      case "bltu" -> s.cpu.branch(s.read(0).ult(s.read(1)), s.target());
      case "bgeu" -> s.cpu.branch(s.read(0).ult(s.read(1)).not(), s.target());
      default -> throw s.unknown();
    }
    return true;
  }

  private static Term isZero(Term value) {
    return value.eq(value.bank().zero(value.width()));
  }

  /** JIRL and its short forms, which LLVM does not describe as branches. */
  private static boolean jumps(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "ret" -> s.cpu.returnTo(s.get("r1"));
      case "jr" -> s.cpu.jumpTo(s.read(1));
      case "jirl" -> {
        Term target = s.read(1).add(s.number(2, s.width()));
        boolean links = s.view(0).location().kind() != Kind.ZERO;
        s.cpu.write(s.view(0), s.cpu.nextAddress());
        if (links) {
          s.cpu.callTo(target);
        } else {
          s.cpu.jumpTo(target);
        }
      }
      case "ertn", "break" -> s.cpu.stop(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean happens(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "syscall", "hvcl" -> s.happen(new Event.SystemCall(name, s.immediate(0)));
      case "dbar", "ibar" -> s.happen(new Event.Fence(name));
      case "idle" -> s.happen(new Event.Wait(name));
      case "nop", "preld", "preldx" -> s.happen(new Event.Hint(name, name.startsWith("p")));
      case "rdtime.d", "rdtimel.w", "rdtimeh.w" -> {
        s.happen(new Event.Unrepeatable(name));
        for (int n = 0; n < 2; n++) {
          s.cpu.write(s.view(n), s.cpu.arbitrary(name, s.width()));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean footprint(Step s) throws UnknownInstruction {
    return LoongArchTranslation.execute(s);
  }
}
