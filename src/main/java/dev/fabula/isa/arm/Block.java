package dev.fabula.isa.arm;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads and stores of many registers, lowest register at lowest address (Arm ARM, A4.7, A7.6). */
enum Block implements Family {
  LDM(true, 0),
  LDMIB(true, 4),
  LDMDA(true, 0),
  LDMDB(true, 0),
  STM(false, 0),
  STMIB(false, 4),
  STMDA(false, 0),
  STMDB(false, 0),
  PUSH(false, 0),
  POP(true, 0),
  VLDMIA(true, 0),
  VLDMDB(true, 0),
  VSTMIA(false, 0),
  VSTMDB(false, 0),
  VPUSH(false, 0),
  VPOP(true, 0),
  FLDMIAX(true, 0),
  FLDMDBX(true, 0),
  FSTMIAX(false, 0),
  FSTMDBX(false, 0);

  private final boolean loads;
  private final int first;

  Block(boolean loads, int first) {
    this.loads = loads;
    this.first = first;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    List<RegisterView> list = list(s);
    int size = bytes(list) * list.size() + (isUnknownFormat() ? 4 : 0);
    RegisterView base = isStack() ? stackPointer(s) : s.view(0);
    Term at = s.read(base);
    Term end =
        switch (this) {
          case LDM, LDMIB, STM, STMIB, POP, VLDMIA, VSTMIA, VPOP, FLDMIAX, FSTMIAX -> at.add(size);
          case LDMDA, LDMDB, STMDA, STMDB, PUSH, VLDMDB, VSTMDB, VPUSH, FLDMDBX, FSTMDBX ->
              at.sub(size);
        };
    Term start =
        switch (this) {
          case LDM, LDMIB, STM, STMIB, POP, VLDMIA, VSTMIA, VPOP, FLDMIAX, FSTMIAX -> at.add(first);
          case LDMDA, STMDA -> end.add(4);
          case LDMDB, STMDB, PUSH, VLDMDB, VSTMDB, VPUSH, FLDMDBX, FSTMDBX -> end;
        };
    transfer(
        s,
        list,
        start,
        isStack() || isWritten(s) ? Optional.of(new Update(base, end)) : Optional.empty());
  }

  /** The base moves by one word more than is transferred (Arm v7-AR ARM, A8.8.332). */
  private boolean isUnknownFormat() {
    return this == FLDMIAX || this == FLDMDBX || this == FSTMIAX || this == FSTMDBX;
  }

  private record Update(RegisterView base, Term value) {}

  private boolean isStack() {
    return this == PUSH || this == POP || this == VPUSH || this == VPOP;
  }

  /** Single and double floats are transferred as they are. */
  private static int bytes(List<RegisterView> list) {
    return list.getFirst().width() / 8;
  }

  private static RegisterView stackPointer(Step s) {
    return RegisterView.whole(s.registers.stackPointer());
  }

  private static boolean isWritten(Step s) {
    return s.count() > 2
        && s.instruction.operand(1) instanceof Operand.Word(String text)
        && text.equals("!");
  }

  private List<RegisterView> list(Step s) throws UnknownInstruction {
    if (!(s.operand(s.count() - 1) instanceof Operand.RegisterList(List<Operand> operands))) {
      throw s.unknown();
    }
    List<RegisterView> list = new ArrayList<>();
    for (Operand operand : operands) {
      switch (operand) {
        case Operand.Register(RegisterView view) -> list.add(view);
        case Operand.Word(String text) when isOfUser(text) -> {}
        default -> throw s.unknown();
      }
    }
    boolean returns = loads && list.stream().anyMatch(s::isCounter);
    if (list.size() < operands.size() && !returns && list.stream().anyMatch(Block::isBanked)) {
      throw new UnknownInstruction(
          "which registers `" + s.instruction + "` means depends on the processor's mode");
    }
    return list;
  }

  private static boolean isOfUser(String text) {
    return text.strip().equals("^");
  }

  /** Whether some mode has a register of that name of its own (Arm v7-AR ARM, B1.3.2). */
  private static boolean isBanked(RegisterView view) {
    return Integer.parseInt(view.location().name().substring(1)) >= 8
        && !view.location().name().equals("r15");
  }

  private void transfer(Step s, List<RegisterView> list, Term start, Optional<Update> update)
      throws UnknownInstruction {
    Kind kind = isStack() || isStackPointer(s) ? Kind.STACK : Kind.DATA;
    int bytes = bytes(list);
    Access access = new Access(bytes, Order.PLAIN, kind);
    List<Term> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Term address = start.add((long) bytes * i);
      values.add(loads ? s.cpu.load(access, address) : s.read(list.get(i)));
    }
    for (int i = 0; i < list.size() && !loads; i++) {
      s.cpu.store(access, start.add((long) bytes * i), values.get(i));
    }
    update.ifPresent(u -> s.cpu.write(u.base(), u.value()));
    for (int i = 0; i < list.size() && loads; i++) {
      if (s.isCounter(list.get(i))) {
        leave(s, values.get(i));
      } else {
        s.cpu.write(list.get(i), values.get(i));
      }
    }
  }

  private static boolean isStackPointer(Step s) throws UnknownInstruction {
    return s.view(0).location() == s.registers.stackPointer();
  }

  /** Loading the program counter from the stack is a return, with {@code ^} from an exception. */
  private void leave(Step s, Term address) throws UnknownInstruction {
    if (s.operand(s.count() - 1) instanceof Operand.RegisterList(List<Operand> operands)
        && operands.getLast() instanceof Operand.Word) {
      Control.stop(s, "a return from an exception");
      return;
    }
    if (!s.form.condition().equals("al")) {
      throw s.unknown();
    }
    s.leave(address, isStack() || isStackPointer(s));
  }
}
