package dev.fabula.asm;

import java.util.Optional;
import java.util.Set;

/** What is known about directives by their names. */
public final class Directives {
  /** What a directive does beyond its own statement. */
  public enum Effect {
    /** Continues in another section, such as {@code .data}. */
    SWITCHES_SECTION,
    /** Continues in another section and remembers the present one. */
    PUSHES_SECTION,
    /** Returns to the remembered section. */
    POPS_SECTION,
    /** Swaps the present section with the one before it. */
    RETURNS_TO_SECTION,
    /** Changes how later statements are read, such as {@code .att_syntax} or {@code .altmacro}. */
    CHANGES_SYNTAX,
    /**
     * Changes the instruction set of later statements, such as {@code .code32} or {@code .thumb}.
     */
    CHANGES_MODE,
    /** Changes which instructions are allowed or chosen later, such as {@code .arch}. */
    CHANGES_EXTENSIONS,
    /** Describes the frame to unwinders. */
    UNWINDS,
    /** Opens or closes a repetition, a condition or a macro's body. */
    STRUCTURES,
    /** Gives a symbol a value or storage. */
    DEFINES_SYMBOL,
    /** Says something about a symbol, such as {@code .globl}. */
    DESCRIBES_SYMBOL,
    /** Gives a register another name, or takes it away. */
    RENAMES_REGISTER,
    /** Puts bytes into the section. */
    EMITS_DATA,
    /** Puts padding into the section. */
    ALIGNS,
    /** Goes on at another offset of the section. */
    MOVES_ORIGIN,
    /** Puts the pending literals into the section. */
    EMITS_LITERALS,
    /** Adds to the line table. */
    DESCRIBES_LINES,
    /** Reads another file. */
    READS_FILE,
    /** Belongs to COFF or Mach-O alone. */
    FOREIGN,
    /** Not known here. */
    OTHER
  }

  private static final Set<String> GUARANTEED =
      words(
          ".2byte .4byte .8byte .align .alt_entry .ascii .asciz .balign .balignl .balignw .bss"
              + " .byte .comm .data .def .double .endef .equ .equiv .eqv .fill .float .global"
              + " .globl .inst .insn .lcomm .long .octa .option .p2align .popsection"
              + " .private_extern .pushsection .quad .scl .section .set .short .size .skip"
              + " .sleb128 .space .string .text .type .uleb128 .word");
  private static final Set<String> GUARANTEED_UNWINDING =
      words(
          ".cfi_adjust_cfa_offset .cfi_def_cfa .cfi_def_cfa_offset .cfi_def_cfa_register"
              + " .cfi_endproc .cfi_escape .cfi_lsda .cfi_offset .cfi_personality .cfi_register"
              + " .cfi_rel_offset .cfi_remember_state .cfi_restore .cfi_restore_state"
              + " .cfi_return_column .cfi_same_value .cfi_sections .cfi_signal_frame"
              + " .cfi_startproc .cfi_undefined .cfi_window_save .seh_endproc .seh_endprologue"
              + " .seh_proc .seh_pushreg .seh_savereg .seh_setframe .seh_stackalloc");
  private static final Set<String> GUARANTEED_X86 = words(".nops .code16 .code32 .code64");
  private static final Set<String> GUARANTEED_ARM =
      words(".even .fnstart .fnend .save .movsp .code .thumb .thumb_func");
  private static final Set<String> FOREIGN =
      words(
          ".def .scl .endef .alt_entry .private_extern .weak_definition .weak_reference"
              + " .no_dead_strip .subsections_via_symbols .build_version .macosx_version_min"
              + " .ios_version_min .linkonce .safeseh .symidx .desc");

  private Directives() {}

  private static Set<String> words(String list) {
    return Set.of(list.split(" "));
  }

  /** True if the Rust Reference guarantees the directive ({@code asm.directives}). */
  public static boolean isGuaranteed(Architecture architecture, String name) {
    return GUARANTEED.contains(name)
        || GUARANTEED_UNWINDING.contains(name)
        || (architecture.isX86() && GUARANTEED_X86.contains(name))
        || (architecture == Architecture.ARM && GUARANTEED_ARM.contains(name));
  }

  /** What the directive does beyond its own statement. */
  public static Effect effect(String name) {
    if (FOREIGN.contains(name) || name.startsWith(".seh_")) {
      return Effect.FOREIGN;
    }
    if (name.startsWith(".cfi_")) {
      return Effect.UNWINDS;
    }
    Effect state = stateEffect(name);
    return state == Effect.OTHER ? contentEffect(name) : state;
  }

  private static Effect stateEffect(String name) {
    return switch (name) {
      case ".section", ".text", ".data", ".bss", ".rodata", ".subsection" ->
          Effect.SWITCHES_SECTION;
      case ".pushsection" -> Effect.PUSHES_SECTION;
      case ".popsection" -> Effect.POPS_SECTION;
      case ".previous" -> Effect.RETURNS_TO_SECTION;
      case ".att_syntax", ".intel_syntax", ".syntax", ".altmacro", ".noaltmacro" ->
          Effect.CHANGES_SYNTAX;
      case ".code", ".code16", ".code16gcc", ".code32", ".code64", ".arm", ".thumb" ->
          Effect.CHANGES_MODE;
      case ".arch", ".cpu", ".fpu", ".arch_extension", ".object_arch", ".machine", ".option" ->
          Effect.CHANGES_EXTENSIONS;
      case ".attribute", ".eabi_attribute", ".gnu_attribute" -> Effect.CHANGES_EXTENSIONS;
      case ".fnstart", ".fnend", ".save", ".vsave", ".movsp", ".pad", ".setfp", ".cantunwind" ->
          Effect.UNWINDS;
      case ".personality", ".personalityindex", ".handlerdata", ".unwind_raw" -> Effect.UNWINDS;
      case ".req", ".unreq", ".dn", ".qn" -> Effect.RENAMES_REGISTER;
      case ".loc", ".file", ".line", ".ln" -> Effect.DESCRIBES_LINES;
      case ".include", ".incbin" -> Effect.READS_FILE;
      default -> isStructure(name) ? Effect.STRUCTURES : Effect.OTHER;
    };
  }

  private static boolean isStructure(String name) {
    return switch (name) {
      case ".macro", ".endm", ".endmacro", ".exitm", ".purgem" -> true;
      case ".rept", ".rep", ".irp", ".irpc", ".endr" -> true;
      case ".else", ".elseif", ".endif", ".end" -> true;
      default -> name.startsWith(".if");
    };
  }

  private static Effect contentEffect(String name) {
    return switch (name) {
      case ".set", ".equ", ".equiv", ".eqv", ".comm", ".lcomm", ".common", ".symver" ->
          Effect.DEFINES_SYMBOL;
      case ".globl", ".global", ".local", ".weak", ".weakref", ".hidden", ".internal" ->
          Effect.DESCRIBES_SYMBOL;
      case ".protected", ".type", ".size", ".thumb_func", ".extern", ".variant_cc" ->
          Effect.DESCRIBES_SYMBOL;
      case ".byte", ".2byte", ".4byte", ".8byte", ".short", ".hword", ".half", ".word" ->
          Effect.EMITS_DATA;
      case ".long", ".int", ".quad", ".dword", ".xword", ".value", ".octa", ".float", ".double" ->
          Effect.EMITS_DATA;
      case ".single", ".ascii", ".asciz", ".string", ".uleb128", ".sleb128", ".inst", ".inst.n" ->
          Effect.EMITS_DATA;
      case ".inst.w", ".insn", ".space", ".skip", ".zero", ".fill", ".nops" -> Effect.EMITS_DATA;
      case ".align", ".balign", ".balignw", ".balignl", ".p2align", ".p2alignw", ".p2alignl" ->
          Effect.ALIGNS;
      case ".even" -> Effect.ALIGNS;
      case ".org" -> Effect.MOVES_ORIGIN;
      case ".ltorg", ".pool" -> Effect.EMITS_LITERALS;
      default ->
          name.startsWith(".dcb") || name.startsWith(".ds") ? Effect.EMITS_DATA : Effect.OTHER;
    };
  }

  /** The symbol that the statement defines, if it defines one by name; not a numeric label. */
  public static Optional<String> definedSymbol(Statement statement) {
    return switch (statement) {
      case Statement.Label label ->
          label.isNumeric() ? Optional.empty() : Optional.of(label.name());
      case Statement.Assignment assignment -> Optional.of(assignment.name());
      case Statement.Directive directive ->
          effect(directive.name()) == Effect.DEFINES_SYMBOL
              ? DirectivePolicy.arguments(directive.arguments()).stream().findFirst()
              : Optional.empty();
      case Statement.Instruction _ -> Optional.empty();
    };
  }

  /**
   * True if the directive belongs to COFF or Mach-O alone and puts no bytes into the code: as all
   * texts are assembled as ELF, it is left out.
   */
  static boolean isForeign(Statement.Directive directive) {
    return effect(directive.name()) == Effect.FOREIGN
        || (directive.name().equals(".type") && directive.arguments().strip().matches("[0-9]+"));
  }

  /** True if the directive never puts bytes into a section, so that no label need mark it. */
  static boolean isSilent(Statement.Directive directive) {
    return switch (effect(directive.name())) {
      case EMITS_DATA, ALIGNS, MOVES_ORIGIN, EMITS_LITERALS, READS_FILE, OTHER -> false;
      case STRUCTURES -> !Markable.opensBody(directive);
      case SWITCHES_SECTION, PUSHES_SECTION, POPS_SECTION, RETURNS_TO_SECTION -> true;
      case CHANGES_SYNTAX, CHANGES_MODE, CHANGES_EXTENSIONS, UNWINDS, FOREIGN -> true;
      case DEFINES_SYMBOL, DESCRIBES_SYMBOL, RENAMES_REGISTER, DESCRIBES_LINES -> true;
    };
  }
}
