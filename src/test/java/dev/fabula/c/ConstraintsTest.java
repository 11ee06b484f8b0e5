package dev.fabula.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.asm.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every constraint of the GCC manual, 6.11.3.4, is handled or is unknown with a reason. */
class ConstraintsTest {

  @ParameterizedTest
  @CsvSource({
    "X86_64, R q Q l a b c d S D A f t u x v y k Yk Yz Y2, REGISTER",
    "X86_64, I J K L M N G C e Z We Wz Wd, CONSTANT",
    "X86_64, U Tv Ts Yp, REASON",
    "X86, R q Q l a b c d S D A f t u x y k Yz, REGISTER",
    "X86, U, REASON",
    "AARCH64, w x y, REGISTER",
    "AARCH64, I J K L M N S Y Z Ush Usa Uci, CONSTANT",
    "AARCH64, Q Ump, MEMORY",
    "AARCH64, k Upl Upa Uph, REASON",
    "ARM, l t w x, REGISTER",
    "ARM, I J K L M N O P G j Dv, CONSTANT",
    "ARM, Q R S Uv Uy Uq, MEMORY",
    "ARM, h k y z Te To, REASON",
    "RISCV64, f, REGISTER",
    "RISCV64, I J K S, CONSTANT",
    "RISCV64, A, MEMORY",
    "RISCV64, vr vd vm cr cf R, REASON",
    "RISCV32, f, REGISTER",
  })
  void machine(Architecture architecture, String letters, String kind) throws Fault {
    for (String letter : letters.split(" ", -1)) {
      assertThat(kinds(architecture, letter)).as(letter).containsExactly(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "r, REGISTER",
    "p, REGISTER",
    "m, MEMORY",
    "o, MEMORY",
    "V, MEMORY",
    "<, MEMORY",
    ">, MEMORY",
    "i, CONSTANT",
    "n, CONSTANT",
    "s, CONSTANT",
    "E, CONSTANT",
    "F, CONSTANT",
    "0, MATCH",
    "[name], MATCH",
    "g, REGISTER MEMORY CONSTANT",
    "X, REGISTER MEMORY CONSTANT",
    "rm, REGISTER MEMORY",
    "=&r, REGISTER",
    "+%r, REGISTER",
    "=@ccnz, FLAG",
    "?r*m, REGISTER MEMORY"
  })
  void anywhere(String constraint, String kinds) throws Fault {
    for (Architecture architecture :
        List.of(
            Architecture.X86_64, Architecture.AARCH64, Architecture.ARM, Architecture.RISCV64)) {
      assertThat(kinds(architecture, constraint)).containsExactly(kinds.split(" ", -1));
    }
  }

  @ParameterizedTest
  @CsvSource({"X86_64, j", "X86_64, Bs", "AARCH64, f", "ARM, f", "RISCV64, w", "POWERPC64, b"})
  void otherLettersAreFaults(Architecture architecture, String letter) {
    assertThatThrownBy(() -> kinds(architecture, letter)).isInstanceOf(Fault.class);
  }

  private static List<String> kinds(Architecture architecture, String text) throws Fault {
    Constraint constraint = new Constraints(architecture, Map.of("name", 0)).read(text);
    List<String> kinds = new ArrayList<>();
    constraint.alternatives().forEach(forms -> forms.forEach(form -> kinds.add(kind(form))));
    return kinds;
  }

  private static String kind(Constraint.Form form) {
    return switch (form) {
      case Constraint.Class _, Constraint.Registers _, Constraint.Pair _, Constraint.Sized _ ->
          "REGISTER";
      case Constraint.Address _ -> "REGISTER";
      case Constraint.Memory _ -> "MEMORY";
      case Constraint.Immediate _ -> "CONSTANT";
      case Constraint.Match _ -> "MATCH";
      case Constraint.Flag _ -> "FLAG";
      case Constraint.Other _ -> "REASON";
    };
  }
}
