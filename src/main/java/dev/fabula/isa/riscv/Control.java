package dev.fabula.isa.riscv;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Fences, hints, traps, privileged operations, and the vector configuration. */
enum Control implements Family {
  FENCE,
  FENCE_I,
  FENCE_TSO,
  NOP,
  PAUSE,
  NTL_P1,
  NTL_PALL,
  NTL_S1,
  NTL_ALL,
  ECALL,
  EBREAK,
  UNIMP,
  WFI,
  WRS_NTO,
  WRS_STO,
  MRET,
  SRET,
  MNRET,
  SFENCE_VMA,
  SINVAL_VMA,
  SFENCE_W_INVAL,
  SFENCE_INVAL_IR,
  HFENCE_VVMA,
  HFENCE_GVMA,
  HINVAL_VVMA,
  HINVAL_GVMA,
  CBO_CLEAN,
  CBO_FLUSH,
  CBO_INVAL,
  CBO_ZERO,
  PREFETCH_I,
  PREFETCH_R,
  PREFETCH_W,
  VSETVL,
  VSETVLI,
  VSETIVLI;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    String text = s.instruction.decoded().text();
    switch (this) {
      case FENCE, FENCE_I, FENCE_TSO -> s.happen(new Event.Fence(text));
      case NOP, PAUSE, NTL_P1, NTL_PALL, NTL_S1, NTL_ALL -> s.happen(new Event.Hint(text, false));
      case ECALL -> s.happen(new Event.SystemCall(text, -1));
      case EBREAK, UNIMP, MRET, SRET, MNRET -> s.cpu.stop(text);
      case WFI, WRS_NTO, WRS_STO -> s.happen(new Event.Wait(text));
      case SFENCE_VMA,
          SINVAL_VMA,
          SFENCE_W_INVAL,
          SFENCE_INVAL_IR,
          HFENCE_VVMA,
          HFENCE_GVMA,
          HINVAL_VVMA,
          HINVAL_GVMA ->
          s.happen(new Event.Maintenance(text), s.registersRead());
      case CBO_CLEAN, CBO_FLUSH, CBO_INVAL ->
          s.happen(new Event.Maintenance(text), s.address(s.memory(0)));
      case CBO_ZERO ->
          s.cpu.sweep("riscv.cbo.zero", s.address(s.memory(0)), List.of(), false, true);
      case PREFETCH_I, PREFETCH_R, PREFETCH_W -> s.happen(new Event.Hint(text, true));
      case VSETVL, VSETVLI, VSETIVLI -> configure(s);
    }
  }

  /** The length granted depends on the processor's vectors: it is a function of what is asked. */
  private static void configure(Step s) throws UnknownInstruction {
    Location length = s.registers.location("vl");
    boolean keeps =
        s.operand(1) instanceof Operand.Register r
            && r.view().location().kind() == Location.Kind.ZERO;
    boolean most = keeps && s.view(0).location().kind() != Location.Kind.ZERO;
    Term asked = most ? s.constant(-1) : keeps ? s.cpu.get(length) : s.in(1);
    Term type = s.instruction.mnemonic().equals("vsetvl") ? s.in(2) : type(s);
    Term granted = s.opaque("vl", s.width, List.of(asked, type));
    s.cpu.set(length, granted);
    s.cpu.set(s.registers.location("vtype"), type);
    s.out(0, granted);
  }

  /** The type's number (unprivileged ISA, 30.3.4), which LLVM has as an immediate. */
  private static Term type(Step s) throws UnknownInstruction {
    return s.constant(
        s.instruction
            .decoded()
            .facts()
            .flatMap(f -> f.operands().getLast().immediate())
            .orElseThrow(s::form));
  }
}
