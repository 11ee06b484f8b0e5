package dev.fabula.c;

import java.util.Map;
import java.util.Set;

/** The keywords of C and GNU C that reading tells apart (C11, 6.4.1; GCC manual, 6.50). */
final class Words {

  static final Set<String> ASM = Set.of("asm", "__asm__", "__asm");
  static final Set<String> ASM_QUALIFIERS =
      Set.of(
          "volatile",
          "__volatile__",
          "__volatile",
          "inline",
          "__inline__",
          "__inline",
          "goto",
          "__goto__",
          "const",
          "__const__");
  static final Set<String> VOLATILE = Set.of("volatile", "__volatile__", "__volatile");
  static final Set<String> ATTRIBUTE = Set.of("__attribute__", "__attribute", "__declspec");

  static final Set<String> STORAGE =
      Set.of(
          "typedef",
          "extern",
          "static",
          "inline",
          "__inline",
          "__inline__",
          "register",
          "auto",
          "const",
          "__const",
          "__const__",
          "volatile",
          "__volatile",
          "__volatile__",
          "restrict",
          "__restrict",
          "__restrict__",
          "__extension__",
          "_Noreturn",
          "__thread",
          "_Thread_local",
          "_Atomic",
          "__forceinline",
          "__cdecl",
          "__stdcall",
          "__always_inline",
          "__attribute_const__",
          "__must_check",
          "__iomem",
          "__user",
          "__force",
          "__init");

  static final Set<String> BASIC =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "__signed__",
          "__signed",
          "unsigned",
          "_Bool",
          "__int128",
          "__int128_t",
          "__uint128_t",
          "_Complex",
          "__complex__",
          "__builtin_va_list",
          "_Float128",
          "__float128",
          "__float80",
          "__int64");

  static final Set<String> TYPEOF = Set.of("typeof", "__typeof__", "__typeof", "__auto_type");
  static final Set<String> RECORD = Set.of("struct", "union");

  /** Words before parentheses behind which a statement starts. */
  static final Set<String> CONDITION = Set.of("if", "for", "while", "switch");

  /** Words behind which an expression, not a declaration, follows. */
  static final Set<String> STATEMENT =
      Set.of(
          "if",
          "for",
          "while",
          "switch",
          "do",
          "else",
          "return",
          "goto",
          "break",
          "continue",
          "case",
          "default",
          "sizeof");

  /** Names that system headers declare with the same meaning everywhere; the width in bits. */
  static final Map<String, Integer> UNSIGNED =
      Map.ofEntries(
          Map.entry("uint8_t", 8),
          Map.entry("uint16_t", 16),
          Map.entry("uint32_t", 32),
          Map.entry("uint64_t", 64),
          Map.entry("u8", 8),
          Map.entry("u16", 16),
          Map.entry("u32", 32),
          Map.entry("u64", 64),
          Map.entry("__u8", 8),
          Map.entry("__u16", 16),
          Map.entry("__u32", 32),
          Map.entry("__u64", 64),
          Map.entry("bool", 8),
          Map.entry("__uint128_t", 128));

  static final Map<String, Integer> SIGNED =
      Map.ofEntries(
          Map.entry("int8_t", 8),
          Map.entry("int16_t", 16),
          Map.entry("int32_t", 32),
          Map.entry("int64_t", 64),
          Map.entry("s8", 8),
          Map.entry("s16", 16),
          Map.entry("s32", 32),
          Map.entry("s64", 64),
          Map.entry("__s8", 8),
          Map.entry("__s16", 16),
          Map.entry("__s32", 32),
          Map.entry("__s64", 64),
          Map.entry("__int128_t", 128));

  /** Names of integers as wide as a pointer on every Unix. */
  static final Set<String> POINTER_WIDE =
      Set.of("size_t", "ssize_t", "uintptr_t", "intptr_t", "ptrdiff_t", "off_t", "ulong");

  private Words() {}
}
