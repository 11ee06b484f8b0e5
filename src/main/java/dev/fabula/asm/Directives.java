package dev.fabula.asm;

import java.util.Set;

/** What is known about directives by their names. */
public final class Directives {
  private static final Set<String> SILENT =
      Set.of(
          ".att_syntax", ".intel_syntax", ".section", ".pushsection", ".popsection", ".previous",
          ".subsection", ".text", ".data", ".bss", ".globl", ".global", ".local", ".weak",
          ".hidden", ".internal", ".protected", ".type", ".size", ".set", ".equ", ".equiv",
          ".equ_eager", ".if", ".ifdef", ".ifndef", ".elseif", ".else", ".endif", ".endm",
          ".endmacro", ".endr", ".thumb_func", ".thumb", ".arm", ".code", ".code16", ".code32",
          ".code64", ".option", ".arch", ".arch_extension", ".cpu", ".fpu", ".machine", ".altmacro",
          ".noaltmacro");

  private Directives() {}

  /** True if the directive never puts bytes into a section. */
  static boolean isSilent(String name) {
    return SILENT.contains(name) || name.startsWith(".cfi_");
  }
}
