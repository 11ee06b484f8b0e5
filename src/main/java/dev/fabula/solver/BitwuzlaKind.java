package dev.fabula.solver;

import dev.fabula.term.Op;
import java.util.Optional;

/**
 * The kinds of Bitwuzla's terms that we build, with their number in the C header of the shipped
 * version (include/bitwuzla/enums.h); the library confirms each by its name.
 */
enum BitwuzlaKind {
  AND(4),
  EQUAL(6),
  NOT(9),
  XOR(11),
  ITE(12),
  APPLY(15),
  SELECT(17),
  STORE(18),
  BV_ADD(19),
  BV_AND(20),
  BV_ASHR(21),
  BV_CONCAT(23),
  BV_MUL(26),
  BV_NOT(31),
  BV_SDIV(40),
  BV_SHL(43),
  BV_SHR(44),
  BV_SLT(46),
  BV_SREM(49),
  BV_UDIV(53),
  BV_ULT(57),
  BV_UREM(59),
  BV_XOR(62),
  BV_EXTRACT(63),
  BV_SIGN_EXTEND(67);

  private final int number;

  BitwuzlaKind(int number) {
    this.number = number;
  }

  /** The number in the C interface. */
  int number() {
    return number;
  }

  /** The kind of a binary operator or comparison on vectors. */
  static BitwuzlaKind of(Op op) {
    return switch (op) {
      case AND -> BV_AND;
      case XOR -> BV_XOR;
      case ADD -> BV_ADD;
      case MUL -> BV_MUL;
      case UDIV -> BV_UDIV;
      case UREM -> BV_UREM;
      case SDIV -> BV_SDIV;
      case SREM -> BV_SREM;
      case SHL -> BV_SHL;
      case LSHR -> BV_SHR;
      case ASHR -> BV_ASHR;
      case EQ -> EQUAL;
      case ULT -> BV_ULT;
      case SLT -> BV_SLT;
      default -> throw new IllegalArgumentException(op + " is no binary operator");
    };
  }

  /** Why the numbers do not fit the library, or empty if they all do. */
  static Optional<String> test(BitwuzlaCalls calls) {
    for (BitwuzlaKind kind : values()) {
      String name = calls.kindName(kind.number);
      if (!name.equals("BITWUZLA_KIND_" + kind)) {
        return Optional.of(
            "Bitwuzla is of another version: kind %d is %s, not %s"
                .formatted(kind.number, name, kind));
      }
    }
    return Optional.empty();
  }
}
