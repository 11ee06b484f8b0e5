package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.ValueType;
import java.util.OptionalInt;
import java.util.Set;

/** What a function takes off the stack of its caller when it returns. */
final class PoppedArguments {

  private static final int WORD = 4;

  private PoppedArguments() {}

  /**
   * How many bytes of arguments the naked function around a site has to pop: some on i686 where the
   * ABI says so (Microsoft's {@code __stdcall}, {@code __fastcall} and {@code __thiscall}), else
   * none; empty where that depends on types that are not known.
   */
  static OptionalInt bytes(Site site) {
    if (site.target().architecture() != Architecture.X86
        || site.surroundings().function().isEmpty()) {
      return OptionalInt.of(0);
    }
    Surroundings.Function function = site.surroundings().function().get();
    boolean windows = new RegisterTarget(site.target().system(), Set.of()).isLikeWindows();
    return switch (function.abi().replace("-unwind", "")) {
      case "C", "cdecl" -> OptionalInt.of(0);
      case "system" -> windows ? bytes(function, 0) : OptionalInt.of(0);
      case "stdcall" -> bytes(function, 0);
      case "thiscall" -> bytes(function, 1);
      case "fastcall" -> bytes(function, 2);
      default -> OptionalInt.empty();
    };
  }

  /** The size of all parameters but those in registers, of which only words can be. */
  private static OptionalInt bytes(Surroundings.Function function, int registers) {
    int left = registers;
    int bytes = 0;
    for (Surroundings.Parameter parameter : function.parameters()) {
      if (!(parameter.type() instanceof ValueType.Known known)) {
        return OptionalInt.empty();
      }
      int words = (known.bits() + 8 * WORD - 1) / (8 * WORD);
      if (left > 0 && words == 1 && known.kind() != ValueType.Kind.FLOAT) {
        left--;
      } else {
        bytes += WORD * words;
      }
    }
    return OptionalInt.of(bytes);
  }
}
