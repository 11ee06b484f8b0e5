package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembly.Assembled;
import dev.fabula.asm.ObjectCode.Relocation;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ObjectCodeTest {
  private static final Assembler ASSEMBLER = new Assembler();

  @AfterAll
  static void close() {
    ASSEMBLER.close();
  }

  private static Assembled good(Architecture architecture, String text) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Assembled.class);
    return (Assembled) assembly;
  }

  private static List<String> relocations(Architecture architecture, String text) {
    ObjectCode object = good(architecture, text).object();
    return object.relocations().stream().map(ObjectCodeTest::show).toList();
  }

  private static String show(Relocation relocation) {
    return "%d %s %s%s"
        .formatted(
            relocation.offset(),
            relocation.typeName(),
            relocation.symbol().map(ObjectCode.Symbol::name).orElse("-"),
            relocation.addend().isPresent()
                ? "%+d".formatted(relocation.addend().getAsLong())
                : "");
  }

  @Test
  void relocationsOfX86() {
    assertThat(
            relocations(
                Architecture.X86_64,
                "call f\nmov eax, [rip + g]\nmov dword ptr [h], 1\nmov eax, offset i\n"
                    + "movabs rax, offset j\nmov rax, [rip + k@GOTPCREL]\njmp l@PLT"))
        .containsExactly(
            "1 PLT32 f-4",
            "7 PC32 g-4",
            "14 32S h+0",
            "23 32 i+0",
            "29 64 j+0",
            "40 REX_GOTPCRELX k-4",
            "45 PLT32 l-4");
  }

  @Test
  void relocationsOf32BitX86HaveTheirAddendInPlace() {
    assertThat(relocations(Architecture.X86, "call f\nmov eax, [g + 4]"))
        .containsExactly("1 PC32 f", "6 32 g");
  }

  @Test
  void relocationsOfAarch64() {
    assertThat(
            relocations(
                Architecture.AARCH64,
                "bl f\nadrp x0, g + 8\nadd x0, x0, :lo12:g\nldr x1, [x0, :lo12:h]\nb.eq i"))
        .containsExactly(
            "0 CALL26 f+0",
            "4 ADR_PREL_PG_HI21 g+8",
            "8 ADD_ABS_LO12_NC g+0",
            "12 LDST64_ABS_LO12_NC h+0",
            "16 CONDBR19 i+0");
  }

  @Test
  void relocationsOfRiscv() {
    assertThat(relocations(Architecture.RISCV64, "call f\nlui a0, %hi(g)\naddi a0, a0, %lo(g)"))
        .containsExactly("0 CALL_PLT f+0", "8 HI20 g+0", "12 LO12_I g+0");
  }

  @Test
  void relocationsOfTheOthers() {
    assertThat(relocations(Architecture.ARM, "bl f")).containsExactly("0 CALL f");
    assertThat(relocations(Architecture.S390X, "brasl %r14, f@PLT"))
        .containsExactly("2 PLT32DBL f+2");
    assertThat(relocations(Architecture.POWERPC64, "bl f")).containsExactly("0 REL24 f+0");
    assertThat(relocations(Architecture.LOONGARCH64, "bl f")).containsExactly("0 B26 f+0");
  }

  @Test
  void readsBothByteOrdersAndClasses() {
    assertThat(good(Architecture.S390X, ".quad 1").object().littleEndian()).isFalse();
    assertThat(good(Architecture.POWERPC, ".long 1").object().text()).hasToString("00 00 00 01");
    assertThat(good(Architecture.X86, ".long 1").object().text()).hasToString("01 00 00 00");
  }

  @Test
  void sectionsAndSymbols() {
    ObjectCode object =
        good(
                Architecture.X86_64,
                ".globl f\n.type f, @function\nf: ret\n.size f, .-f\n"
                    + ".pushsection .note.probe, \"a\", @note\n.long 7\n.popsection\n"
                    + ".weak w\n.set c, 42\ncall u\n.bss\nb: .zero 16")
            .object();
    ObjectCode.Symbol f = object.symbol("f").orElseThrow();
    assertThat(f.binding()).isEqualTo(ObjectCode.Binding.GLOBAL);
    assertThat(f.size()).isEqualTo(1);
    assertThat(object.section(f.section()).orElseThrow().name()).isEqualTo(".text");
    assertThat(object.symbol("u").orElseThrow().isUndefined()).isTrue();
    assertThat(object.symbol("w").orElseThrow().binding()).isEqualTo(ObjectCode.Binding.WEAK);
    assertThat(object.symbol("c").orElseThrow().section()).isEqualTo(ObjectCode.Symbol.ABSOLUTE);
    assertThat(object.symbol("c").orElseThrow().value()).isEqualTo(42);
    assertThat(object.section(".note.probe").orElseThrow().bytes()).hasToString("07 00 00 00");
    assertThat(object.section(".note.probe").orElseThrow().isExecutable()).isFalse();
    assertThat(object.section(".bss").orElseThrow().size()).isEqualTo(16);
    assertThat(object.section(".bss").orElseThrow().bytes().length()).isZero();
    assertThat(object.symbols()).noneMatch(s -> s.name().contains("fabula"));
  }

  private static String stretches(Architecture architecture, String text) {
    ObjectCode object = good(architecture, text).object();
    return object.stretches(object.section(".text").orElseThrow()).stream()
        .map(s -> s.start() + "-" + s.end() + " " + s.content())
        .toList()
        .toString();
  }

  @Test
  void dataInsideCode() {
    assertThat(stretches(Architecture.ARM, "ldr r0, =0x12345678\nbx lr\n.thumb\nnop"))
        .isEqualTo("[0-8 A32, 8-12 T32, 12-16 DATA]");
    assertThat(stretches(Architecture.AARCH64, "nop\n.word 1\nnop"))
        .isEqualTo("[0-4 CODE, 4-8 DATA, 8-12 CODE]");
    assertThat(stretches(Architecture.X86_64, "nop\n.byte 1")).isEqualTo("[0-2 CODE]");
    assertThat(stretches(Architecture.X86_64, "")).isEqualTo("[]");
  }
}
