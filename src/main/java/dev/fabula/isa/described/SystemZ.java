package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** z/Architecture (Principles of Operation, SA22-7832-13). */
final class SystemZ implements Processor {

  private static final Pattern RANGE = Pattern.compile("(l|st)(m(g|h|y|)|amy?|ctl|ctlg|ctg)");

  private final NamedRegisters registers;

  SystemZ() {
    NamedRegisters.Builder builder = new NamedRegisters.Builder("r15");
    for (int n = 0; n < 16; n++) {
      builder.add("r" + n, 64, n == 15 ? Kind.STACK_POINTER : Kind.GENERAL);
      builder.name("R" + n + "D", "r" + n, 0, 64);
      builder.name("R" + n + "L", "r" + n, 0, 32);
      builder.name("R" + n + "H", "r" + n, 32, 32);
      // Access registers 0 and 1 hold the thread's pointer (s390x ELF ABI, 1.2.2).
      builder.add("a" + n, 32, n < 2 ? Kind.SYSTEM : Kind.GENERAL).add("c" + n, 64, Kind.SYSTEM);
    }
    for (int n = 0; n < 32; n++) {
      builder.add("v" + n, 128, Kind.VECTOR);
      builder.name("F" + n + "D", "v" + n, 64, 64);
      builder.name("F" + n + "S", "v" + n, 96, 32);
      builder.name("F" + n + "H", "v" + n, 112, 16);
    }
    for (int n = 0; n < 16; n += 2) {
      builder.group("R" + n + "Q", "R" + n + "D", "R" + (n + 1) + "D");
    }
    for (int n = 0; n < 14; n++) {
      builder.group("F" + n + "Q", "F" + n + "D", "F" + (n + 2) + "D");
    }
    builder.add("cc", 2, Kind.FLAG);
    builder.add("float_flags", 8, Kind.FLAG).add("float_control", 24, Kind.CONTROL);
    builder.group("FPC", "FLOAT_FLAGS", "FLOAT_CONTROL");
    registers = builder.build();
  }

  @Override
  public NamedRegisters registers() {
    return registers;
  }

  /** LLVM adds the place of the instruction. */
  @Override
  public long target(int offset, long number) {
    return number;
  }

  /** A base, a distance and perhaps an index; what else LLVM counts as memory is a length. */
  @Override
  public Optional<Operand.Memory> memory(String mnemonic, Facts facts) {
    List<Facts.Operand> parts =
        facts.operands().stream().filter(o -> o.role() == Facts.Role.MEMORY).toList();
    boolean known =
        (parts.size() == 2 || parts.size() == 3 && parts.get(2).immediate().isEmpty())
            && parts.get(1).immediate().isPresent()
            && parts.stream().allMatch(SystemZ::isAddress);
    if (!known) {
      return Optional.empty();
    }
    Optional<RegisterView> index = parts.size() == 3 ? view(parts.get(2)) : Optional.empty();
    return Optional.of(
        Step.memory(view(parts.get(0)), index, parts.get(1).immediate().get(), bits(mnemonic)));
  }

  private static boolean isAddress(Facts.Operand part) {
    return part.register().filter(r -> !r.endsWith("D")).isEmpty();
  }

  private Optional<RegisterView> view(Facts.Operand operand) {
    return operand.register().flatMap(registers::described).map(List::getFirst);
  }

  /** Width of an access; 0 where the name does not tell it. */
  private static int bits(String mnemonic) {
    return switch (mnemonic) {
      case "lg", "stg", "ld", "std", "ldy", "stdy", "csg", "ltg", "ag", "sg", "ng", "og", "xg" ->
          64;
      case "l", "ly", "st", "sty", "lgf", "llgf", "cs", "csy", "le", "ste", "lt" -> 32;
      case "lh", "lhy", "lgh", "llgh", "sth", "sthy" -> 16;
      case "lb", "lgb", "llgc", "llc", "ic", "icy", "stc", "stcy", "cli", "mvi" -> 8;
      case "lpq", "stpq", "cdsg", "vl", "vst" -> 128;
      default -> 0;
    };
  }

  @Override
  public boolean execute(Step s) throws UnknownInstruction {
    String name = s.mnemonic();
    if (RANGE.matcher(name).matches()) {
      range(s, name);
      return true;
    }
    return SystemZBranch.execute(s) || happens(s, name) || moves(s, name);
  }

  @Override
  public boolean footprint(Step s) throws UnknownInstruction {
    return SystemZCipher.execute(s) || SystemZSystem.execute(s);
  }

  private static boolean happens(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "svc" -> s.happen(new Event.SystemCall(name, s.immediate(0)));
      case "bcr" -> s.happen(new Event.Fence(name));
      case "nop", "nopr", "jnop", "jgnop", "pfd", "pfdrl", "bpp", "bprp", "niai", "ppa" ->
          s.happen(new Event.Hint(name, name.startsWith("pf")));
      case "stck", "stckf", "stcke" -> {
        s.happen(new Event.Unrepeatable(name));
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean moves(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "lmd" -> disjoint(s);
      case "lgr", "lr", "ldr", "ler", "lgdr", "ldgr" -> s.cpu.write(s.view(0), s.read(1));
      case "lghi", "lgfi" -> s.cpu.write(s.view(0), s.number(1, 64));
      case "lhi" -> s.cpu.write(s.view(0), s.number(1, 32));
      case "la", "lay" -> s.cpu.write(s.view(0), s.address(s.place()));
      case "lg", "l", "ly", "ld", "ldy" ->
          s.cpu.write(s.view(0), load(s, s.address(s.place()), s.view(0).width()));
      case "stg", "st", "sty", "std", "stdy" -> store(s, s.address(s.place()), s.read(0));
      case "sth", "sthy" -> store(s, s.address(s.place()), s.read(0).truncate(16));
      case "stc", "stcy" -> store(s, s.address(s.place()), s.read(0).truncate(8));
      case "nr", "ngr" -> logic(s, s.read(0).and(s.read(2)));
      case "ogr", "or" -> logic(s, s.read(0).or(s.read(2)));
      case "xgr", "xr" -> logic(s, s.read(0).xor(s.read(2)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The condition code tells whether the result is zero. */
  private static void logic(Step s, Term result) throws UnknownInstruction {
    s.cpu.write(s.view(0), result);
    Term zero = result.eq(s.terms.zero(result.width()));
    s.set("cc", zero.not().zext(2));
  }

  /** Registers from the first to the last one that is named, round after the highest. */
  private void range(Step s, String name) throws UnknownInstruction {
    String bank = s.view(0).location().name().substring(0, 1);
    int width = name.endsWith("g") ? 64 : 32;
    int low = name.endsWith("h") ? 32 : 0;
    int number = number(s.view(0));
    if (bank.equals("c") && name.startsWith("l")) {
      s.happen(new Event.SystemChange("control registers"));
    }
    Term address = s.address(s.place());
    for (boolean more = true; more; number = number + 1 & 15) {
      var location = registers.location(bank + number);
      RegisterView view =
          new RegisterView(location.name(), location, low, width, RegisterView.WriteRule.MERGE);
      if (name.startsWith("l")) {
        s.cpu.write(view, load(s, address, width));
      } else {
        store(s, address, s.cpu.read(view));
      }
      address = address.add(width / 8);
      more = number != number(s.view(1));
    }
  }

  /** The upper halves of registers come from one place, the lower ones from another (LMD). */
  private void disjoint(Step s) throws UnknownInstruction {
    Term upper = s.base(2, 3);
    Term lower = s.base(4, 5);
    int number = number(s.view(0));
    for (boolean more = true; more; number = number + 1 & 15) {
      Term high = turned(s.cpu.load(Access.data(4), upper));
      Term low = turned(s.cpu.load(Access.data(4), lower));
      s.cpu.set(registers.location("r" + number), high.concat(low));
      upper = upper.add(4);
      lower = lower.add(4);
      more = number != number(s.view(1));
    }
  }

  /** The number in a register's name. */
  static int number(RegisterView view) {
    return Integer.parseInt(view.location().name().substring(1));
  }

  private Term load(Step s, Term address, int width) throws UnknownInstruction {
    return turned(s.cpu.load(s.access(width), address));
  }

  private void store(Step s, Term address, Term value) throws UnknownInstruction {
    s.cpu.store(s.access(value.width()), address, turned(value));
  }

  /** The same bytes the other way round: the highest one comes first in memory. */
  static Term turned(Term value) {
    Term result = value.truncate(8);
    for (int low = 8; low < value.width(); low += 8) {
      result = result.concat(value.extract(low + 7, low));
    }
    return result;
  }
}
