package dev.fabula.isa.x86;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The instruction set of x86-64 or i686. */
public final class X86 implements InstructionSet {

  /** Instructions without vector operands; conversions may have none. */
  private static final Map<String, Entry> GENERAL =
      entries(
          List.of(
              Alu.values(),
              Atomic.values(),
              Avx.values(),
              BitOps.values(),
              Branch.values(),
              Decimal.values(),
              FlagOps.values(),
              Hint.values(),
              Move.values(),
              MulDiv.values(),
              Shift.values(),
              SseConvert.values(),
              Stack.values(),
              StateSave.values(),
              StringOps.values(),
              SystemOps.values(),
              Virtual.values(),
              X87.values(),
              X87State.values(),
              X87Math.values()));

  /** Instructions with vector, mask or MMX operands; MOVSD is one of both kinds. */
  private static final Map<String, Entry> VECTOR =
      entries(
          List.of(
              Avx.values(),
              AvxInteger.values(),
              Cipher.values(),
              Fused.values(),
              Permute.values(),
              SseCompare.values(),
              SseConvert.values(),
              SseFloat.values(),
              SseHorizontal.values(),
              SseInteger.values(),
              SseMove.values(),
              SseScalar.values(),
              SseShift.values(),
              SseShuffle.values()));

  /** Instructions between mask registers and vectors. */
  private static final Map<String, Entry> MASK =
      entries(List.of(Masks.values(), MaskResults.values()));

  private static final Set<String> LOCKABLE =
      Set.of(
          "adc",
          "add",
          "and",
          "btc",
          "btr",
          "bts",
          "cmpxchg",
          "cmpxchg16b",
          "cmpxchg8b",
          "dec",
          "inc",
          "neg",
          "not",
          "or",
          "sbb",
          "sub",
          "xadd",
          "xchg",
          "xor");

  private final X86Registers registers;
  private final RegisterFile clearing;
  private final Decoder decoder;

  /** The instruction set in the given mode. */
  public X86(Mode mode) {
    registers = new X86Registers(mode);
    clearing = registers.clearing();
    decoder = new Decoder(registers);
  }

  private static Map<String, Entry> entries(List<? extends Entry[]> families) {
    Map<String, Entry> all = new HashMap<>(1024);
    for (Entry[] family : families) {
      for (Entry entry : family) {
        for (String mnemonic : entry.mnemonics()) {
          all.put(mnemonic, entry);
        }
      }
    }
    return all;
  }

  @Override
  public X86Registers registers() {
    return registers;
  }

  @Override
  public Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    return decoder.decode(decoded, relocations, statement);
  }

  @Override
  public Precision execute(Instruction instruction, Cpu cpu) throws UnknownInstruction {
    refuseStrayLock(instruction);
    Optional<Masking.Split> split = split(instruction);
    Optional<Entry> entry = split.flatMap(this::entry);
    Precision precision;
    if (entry.isEmpty()) {
      RegisterFile file = Decoder.isVex(instruction.mnemonic()) ? clearing : registers;
      Step step = new Step(cpu, instruction, registers);
      demandAlignment(step);
      precision = Footprints.execute(instruction, cpu, file, new Memory(step));
    } else {
      Masking masking = split.get().masking();
      entry.get().run(new Step(cpu, split.get().plain(), registers, Optional.of(masking)));
      precision = entry.get().precision();
    }
    if (instruction.operands().stream().anyMatch(X86::isMmx)) {
      new Step(cpu, instruction, registers).enterMmx();
    }
    return precision;
  }

  /**
   * Without VEX, vector instructions want 16 bytes of memory aligned, but for comparisons of
   * strings (SDM volume 1, 10.4.1.1 and volume 2, 4.1.8).
   */
  private static void demandAlignment(Step step) throws UnknownInstruction {
    Instruction instruction = step.instruction;
    boolean demands =
        !Decoder.isVex(instruction.mnemonic())
            && !instruction.mnemonic().startsWith("pcmp")
            && instruction.operands().stream().anyMatch(X86::isVector);
    for (int n = 0; n < step.operands() && demands; n++) {
      if (step.operand(n) instanceof Operand.Memory memory && memory.bits() == 128) {
        step.trapUnlessAligned(n, 16);
      }
    }
  }

  /** LOCK is defined for changes of memory by some instructions; else it is an invalid opcode. */
  private static void refuseStrayLock(Instruction instruction) throws UnknownInstruction {
    if (instruction.hasPrefix("lock")) {
      boolean allowed =
          LOCKABLE.contains(instruction.mnemonic())
              && instruction.operands().stream().anyMatch(o -> o instanceof Operand.Memory);
      if (!allowed) {
        throw new UnknownInstruction("`lock " + instruction + "` is an invalid opcode");
      }
    }
  }

  private Optional<Masking.Split> split(Instruction instruction) {
    return isExtended(instruction) ? Optional.empty() : Masking.of(instruction, registers);
  }

  private boolean isExtended(Instruction instruction) {
    return registers.mode() == Mode.BITS_64 && Encoding.isExtended(instruction.decoded().bytes());
  }

  /** The entry of an instruction, if it knows what to do with the masking. */
  private Optional<Entry> entry(Masking.Split split) {
    List<Operand> operands = split.plain().operands();
    String mnemonic = split.plain().mnemonic();
    if (operands.stream().noneMatch(X86::isVector)) {
      return Optional.ofNullable(GENERAL.get(mnemonic));
    }
    boolean masks = operands.stream().anyMatch(o -> isOf(o, Location.Kind.MASK));
    return Optional.ofNullable((masks ? MASK : VECTOR).get(mnemonic))
        .filter(entry -> entry.takesMask() || split.masking().isPlain());
  }

  private static boolean isOf(Operand operand, Location.Kind kind) {
    return operand instanceof Operand.Register r && r.view().location().kind() == kind;
  }

  private static boolean isVector(Operand operand) {
    return isOf(operand, Location.Kind.VECTOR)
        || isOf(operand, Location.Kind.MASK)
        || isMmx(operand);
  }

  private static boolean isMmx(Operand operand) {
    return operand instanceof Operand.Register r
        && r.view().location().kind() == Location.Kind.X87
        && r.view().width() == 64;
  }

  /** What the footprints have to know about memory operands. */
  private record Memory(Step step) implements Footprints.Addressing {
    private static final Pattern COMPLEX = Pattern.compile("vf\\w+c[ps]h");

    @Override
    public Term address(Operand.Memory memory) {
      return step.address(memory);
    }

    @Override
    public Term read(Instruction instruction, RegisterView view, Term value) {
      return MaskLanes.read(instruction, view, value);
    }

    /** Arithmetic on complex numbers of half precision. */
    @Override
    public boolean raises(Instruction instruction) {
      return COMPLEX.matcher(instruction.mnemonic()).matches();
    }

    @Override
    public boolean storesPart(Instruction instruction) {
      String name = instruction.mnemonic();
      return name.contains("maskmov")
          || name.contains("compress")
          || Footprints.Addressing.super.storesPart(instruction);
    }
  }
}
