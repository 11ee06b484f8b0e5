package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.asm.Facts.Property;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PowerPC (Power ISA, version 3.1B); LLVM prints 64-bit registers by their 32-bit names. */
final class PowerPc implements Processor {

  private static final String[] BITS = {"UN", "EQ", "GT", "LT"};

  /** Of which neither LLVM nor the manual tells what registers they read or write. */
  private static final Pattern HIDDEN =
      Pattern.compile("l?st?sw[ix]x|lswx|stswx|clrbhrb|mtvscr|mfvscr|dm(mr|setdmrz|xor|xx.*)");

  private static final Pattern FENCE = Pattern.compile("(l|hw|lw|pte|i|m|phw|plw)?sync|eieio|mbar");
  private static final Pattern MAINTENANCE =
      Pattern.compile("dcb(f|fl|flp|st|fps|stps)|icbi|tlb(ie|iel|sync)|slbi[ae]");

  private final int width;
  private final NamedRegisters registers;

  PowerPc(int width) {
    this.width = width;
    NamedRegisters.Builder builder = new NamedRegisters.Builder("r1");
    addNumbered(builder, width);
    builder.add("ctr", width, Kind.GENERAL);
    builder.add("lr", width, Kind.GENERAL).add("xer", 64, Kind.CONDITION);
    builder.add("vrsave", 32, Kind.SYSTEM).add("acc", 64, Kind.VECTOR);
    builder.name("CTR8", "ctr", 0, width).name("LR8", "lr", 0, width).name("CARRY", "xer", 29, 1);
    for (int n = 0; n < 8; n++) {
      builder.add("cr" + n, 4, Kind.CONDITION);
      for (int bit = 0; bit < 4; bit++) {
        builder.name("CR" + n + BITS[bit], "cr" + n, bit, 1);
      }
    }
    builder.add("float_flags", 32, Kind.FLAG).add("float_control", 32, Kind.CONTROL);
    builder.group("RM", "FLOAT_CONTROL").add("zero", width, Kind.ZERO);
    builder.name("ZERO8", "zero", 0, width);
    registers = builder.build();
  }

  private static void addNumbered(NamedRegisters.Builder builder, int width) {
    for (int n = 0; n < 32; n++) {
      builder.add("r" + n, width, kind(n)).name("X" + n, "r" + n, 0, width);
    }
    for (int n = 0; n < 64; n++) {
      String vs = "vs" + n;
      builder.add(vs, 128, Kind.VECTOR).name("VSX" + n, vs, 0, 128);
      builder.name(n < 32 ? "VSL" + n : "V" + (n - 32), vs, 0, 128);
      builder.name((n < 32 ? "F" : "VF") + n % 32, vs, 64, 64);
    }
    for (int n = 0; n < 32; n++) {
      builder.group("VSRp" + n, both(2 * n), both(2 * n + 1));
    }
    for (int n = 0; n < 32; n += 2) {
      builder.group("Fpair" + n, "F" + n, "F" + (n + 1));
    }
    for (int n = 0; n < 8; n++) {
      builder.group(
          "ACC" + n, "VSL" + 4 * n, "VSL" + (4 * n + 1), "VSL" + (4 * n + 2), "VSL" + (4 * n + 3));
    }
  }

  private static String both(int vs) {
    return vs < 32 ? "VSL" + vs : "V" + (vs - 32);
  }

  /** r2 and r13 are the system's (ELF V2 ABI, 2.2.2.1). */
  private static Kind kind(int general) {
    return switch (general) {
      case 1 -> Kind.STACK_POINTER;
      case 2, 13 -> Kind.SYSTEM;
      default -> Kind.GENERAL;
    };
  }

  /** The number of the condition field that something is a part of. */
  static int field(RegisterView view) {
    return view.location().name().charAt(2) - '0';
  }

  @Override
  public NamedRegisters registers() {
    return registers;
  }

  @Override
  public long target(int offset, long number) {
    return offset + 4 * number;
  }

  /** A distance and a base, or two registers. */
  @Override
  public Optional<Operand.Memory> memory(String mnemonic, Facts facts) {
    List<Facts.Operand> parts =
        facts.operands().stream().filter(o -> o.role() == Facts.Role.MEMORY).toList();
    boolean moves = facts.is(Property.MAY_LOAD) || facts.is(Property.MAY_STORE);
    if (parts.size() != 2 || !moves || parts.get(1).register().isEmpty()) {
      return Optional.empty();
    }
    Optional<RegisterView> base = view(parts.get(1));
    Optional<Long> distance = parts.get(0).immediate();
    if (distance.isEmpty()) {
      return Optional.of(Step.memory(view(parts.get(0)), base, 0, bits(mnemonic)));
    }
    boolean prefixed = mnemonic.startsWith("p");
    long number = prefixed ? distance.get() : (short) (long) distance.get();
    return Optional.of(Step.memory(base, Optional.empty(), number, bits(mnemonic)));
  }

  private Optional<RegisterView> view(Facts.Operand operand) {
    return operand.register().flatMap(registers::described).map(List::getFirst);
  }

  /** Width of an access; 0 where the name does not tell it. */
  private static int bits(String mnemonic) {
    String name = mnemonic.replaceFirst("^p", "").replaceFirst("\\.$", "");
    if (name.matches("(ld|std)(u|x|ux|arx|brx|cx)?|[ls]t?fd(u|x|ux)?|lfd.?.?|stfd.?.?")) {
      return 64;
    }
    if (name.matches("(lw[az]|stw)(u|x|ux)?|lw(arx|brx)|stw(cx|brx)|lfs(u|x|ux)?|stfs(u|x|ux)?")) {
      return 32;
    }
    if (name.matches("(lh[az]|sth)(u|x|ux)?|lh(arx|brx)|sth(cx|brx)")) {
      return 16;
    }
    if (name.matches("(lbz|stb)(u|x|ux)?|lbarx|stbcx")) {
      return 8;
    }
    return name.matches("lq|stq|lqarx|stqcx|l?st?xvx?|lxvx?|stxvx?") ? 128 : 0;
  }

  @Override
  public boolean execute(Step s) throws UnknownInstruction {
    String name = s.mnemonic();
    if (HIDDEN.matcher(name).matches()) {
      throw s.unknown();
    }
    return PowerPcBranch.execute(s, width)
        || happens(s, name)
        || PowerPcStatus.execute(s)
        || PowerPcSpecial.execute(s, width)
        || PowerPcValues.execute(s, width);
  }

  private static boolean happens(Step s, String name) throws UnknownInstruction {
    if (FENCE.matcher(name).matches()) {
      s.happen(new Event.Fence(name));
    } else if (MAINTENANCE.matcher(name).matches()) {
      s.happen(new Event.Maintenance(name));
    } else if (name.matches("x?nop|dcbt|dcbtst|dcbtt|dcbtstt|icbt")) {
      s.happen(new Event.Hint(name, name.contains("cb")));
    } else if (name.matches("mftbu?|darn")) {
      s.happen(new Event.Unrepeatable(name));
      s.cpu.write(s.view(0), s.cpu.arbitrary(name, s.width()));
    } else if (name.equals("sc")) {
      s.happen(new Event.SystemCall(name, s.immediate(0)));
    } else if (name.equals("wait")) {
      s.happen(new Event.Wait(name));
    } else {
      return false;
    }
    return true;
  }

  @Override
  public boolean footprint(Step s) throws UnknownInstruction {
    return PowerPcSystem.execute(s);
  }
}
