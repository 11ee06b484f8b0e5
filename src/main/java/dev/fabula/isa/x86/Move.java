package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Moves, conversions and exchanges of general registers. */
enum Move implements Entry {
  MOV,
  MOVABS,
  MOVZX,
  MOVSX,
  MOVSXD,
  MOVBE,
  MOVNTI,
  BSWAP,
  LEA,
  CMOV,
  SET,
  CBW,
  CWDE,
  CDQE,
  CWD,
  CDQ,
  CQO,
  XLATB;

  @Override
  public List<String> mnemonics() {
    return switch (this) {
      case CMOV -> Condition.mnemonics("cmov");
      case SET -> Condition.mnemonics("set");
      default -> Entry.super.mnemonics();
    };
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case MOV, MOVABS -> move(s);
      case MOVZX -> s.write(0, s.read(1).zext(s.width(0)));
      case MOVSX, MOVSXD -> extend(s);
      case MOVBE -> s.write(0, s.read(1).byteSwap());
      case MOVNTI -> s.storeStreaming(0, s.read(1));
      case BSWAP -> s.write(0, s.width(0) == 16 ? s.undefined("bswap", 16) : s.read(0).byteSwap());
      case LEA -> lea(s);
      case CMOV -> conditional(s);
      case SET -> s.write(0, Condition.of(s.mnemonicAfter("set"), s).zext(8));
      case CBW -> s.put("ax", s.get("ax", 8).sext(16));
      case CWDE -> s.put("ax", s.get("ax", 16).sext(32));
      case CDQE -> s.put("ax", s.get("ax", 32).sext(64));
      case CWD -> s.put("dx", signs(s.get("ax", 16)));
      case CDQ -> s.put("dx", signs(s.get("ax", 32)));
      case CQO -> s.put("dx", signs(s.get("ax", 64)));
      case XLATB -> {
        s.refuseSegmentPrefix();
        s.put("ax", s.loadByte(s.get("bx").add(s.get("ax", 8).zext(s.wordWidth()))));
      }
    }
  }

  /** LLVM prints a source of 32 bits where MOVSXD moves 16. */
  private static void extend(Step s) throws UnknownInstruction {
    if (s.width(1) > s.width(0)) {
      throw s.unexpected(1);
    }
    s.write(0, s.read(1).sext(s.width(0)));
  }

  private static Term signs(Term value) {
    return value.sign().sext(value.width());
  }

  private static void move(Step s) throws UnknownInstruction {
    if (isSystem(s, 0)) {
      SystemRegisters.write(s, s.view(0).location(), s.read(1));
    } else if (isSystem(s, 1)) {
      s.write(0, s.read(1).resizeUnsigned(s.isMemory(0) ? 16 : s.width(0)));
    } else {
      s.write(0, s.read(1, s.width(0)));
    }
  }

  private static boolean isSystem(Step s, int n) {
    return s.operand(n) instanceof Operand.Register r
        && r.view().location().kind() == Location.Kind.SYSTEM;
  }

  private static void lea(Step s) throws UnknownInstruction {
    if (!(s.operand(1) instanceof Operand.Memory memory)) {
      throw s.unexpected(1);
    }
    s.write(0, s.offset(memory).resizeUnsigned(s.width(0)));
  }

  /** CMOV writes its destination, and reads memory, whether or not the condition holds. */
  private static void conditional(Step s) throws UnknownInstruction {
    Term condition = Condition.of(s.mnemonicAfter("cmov"), s);
    s.write(0, condition.ite(s.read(1), s.read(0)));
  }
}
