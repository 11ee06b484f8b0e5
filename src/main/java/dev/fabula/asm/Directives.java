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

  private static final Set<String> FOREIGN =
      Set.of(
          ".def", ".scl", ".endef", ".alt_entry", ".private_extern", ".weak_definition",
          ".weak_reference", ".no_dead_strip", ".subsections_via_symbols", ".build_version",
          ".macosx_version_min", ".ios_version_min", ".linkonce", ".safeseh", ".symidx", ".desc");

  /**
   * True if the directive belongs to COFF or Mach-O alone and puts no bytes into the code: as all
   * texts are assembled as ELF, it is left out.
   */
  static boolean isForeign(Statement.Directive directive) {
    String name = directive.name();
    return FOREIGN.contains(name)
        || name.startsWith(".seh_")
        || (name.equals(".type") && directive.arguments().strip().matches("[0-9]+"));
  }

  /** True if the directive never puts bytes into a section. */
  static boolean isSilent(Statement.Directive directive) {
    String name = directive.name();
    return isForeign(directive) || SILENT.contains(name) || name.startsWith(".cfi_");
  }
}
