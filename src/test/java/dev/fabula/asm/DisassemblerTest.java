package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Facts.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DisassemblerTest {
  private static final Disassembler X86 = Disassembler.of(Architecture.X86_64, Dialect.INTEL);

  private static List<String> show(List<Decoded> decoded) {
    return decoded.stream()
        .map(d -> (d.offset() + " " + d.prefixes() + " " + d.text()).strip())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64      | INTEL | 48 8b 44 cb f8    | mov rax, qword ptr [rbx + 8*rcx - 8]
          X86_64      | ATT   | 48 8b 44 cb f8    | movq -8(%rbx,%rcx,8), %rax
          X86_64      | INTEL | 05 00 01 00 00    | add eax, 256
          X86         | INTEL | 8b 44 24 04       | mov eax, dword ptr [esp + 4]
          AARCH64     | PLAIN | 62 00 e1 b8       | ldaddal w1, w2, [x3]
          AARCH64     | PLAIN | 00 fc 03 91       | add x0, x0, #255
          ARM         | PLAIN | 9f 0f b2 e1       | ldrexd r0, r1, [r2]
          RISCV64     | PLAIN | 2f 35 b6 06       | amoadd.d.aqrl a0, a1, (a2)
          RISCV32     | PLAIN | 88 45             | lw a0, 8(a1)
          LOONGARCH64 | PLAIN | a4 98 10 00       | add.d $a0, $a1, $a2
          S390X       | PLAIN | b9 04 00 23       | lgr %r2, %r3
          POWERPC     | PLAIN | 38 64 00 05       | addi 3, 4, 5
          POWERPC64   | PLAIN | 08 00 64 e8       | ld 3, 8(4)
          """)
  void decodesEveryArchitecture(
      Architecture architecture, Dialect dialect, String hex, String text) {
    List<Decoded> decoded = Disassembler.of(architecture, dialect).decode(Bytes.ofHex(hex));
    assertThat(decoded).extracting(Decoded::text).containsExactly(text);
    assertThat(decoded.getFirst().bytes()).hasToString(hex);
    assertThat(decoded.getFirst().facts()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void descriptorsAreReadableForEveryArchitecture(Architecture architecture) {
    assertThat(DescriptorReader.open(architecture, Mode.DEFAULT)).isPresent();
  }

  @Test
  void markup() {
    Decoded decoded = X86.decode(Bytes.ofHex("48 8b 44 cb f8")).getFirst();
    assertThat(decoded.markup())
        .isEqualTo(
            "mov <reg:rax>, qword ptr <mem:[<reg:rbx> + <imm:8>*<reg:rcx> - <imm:8>]>"
                .replace("<imm:8>*", "8*"));
    assertThat(decoded.mnemonic()).isEqualTo("mov");
    assertThat(decoded.operandText()).isEqualTo("rax, qword ptr [rbx + 8*rcx - 8]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f0 48 0f b1 0f       | 0 [lock] cmpxchg qword ptr [rdi], rcx
          f3 a4                | 0 [rep] movsb byte ptr es:[rdi], byte ptr [rsi]
          f2 ae                | 0 [repne] scasb al, byte ptr es:[rdi]
          f3 a6                | 0 [rep] cmpsb byte ptr [rsi], byte ptr es:[rdi]
          f2 f0 ff 00          | 0 [xacquire, lock] inc dword ptr [rax]
          f3 90                | 0 [] pause
          f3 0f b8 c1          | 0 [] popcnt eax, ecx
          64 48 8b 04 25 00 00 00 00 | 0 [] mov rax, qword ptr fs:[0]
          66 90                | 0 [] nop
          f0                   | 0 [lock]
          f3                   | 0 [rep]
          64                   | 0 [fs]
          66                   | 0 [data16]
          48                   | 0 [rex64]
          """)
  void prefixesAreMerged(String hex, String shown) {
    assertThat(show(X86.decode(Bytes.ofHex(hex)))).containsExactly(shown);
  }

  @Test
  void aPrefixBelongsToTheInstructionBehindIt() {
    List<Decoded> decoded = X86.decode(Bytes.ofHex("90 f0 ff 00 90"));
    assertThat(show(decoded))
        .containsExactly("0 [] nop", "1 [lock] inc dword ptr [rax]", "4 [] nop");
    assertThat(decoded.get(1).size()).isEqualTo(3);
    assertThat(decoded.get(1).facts().orElseThrow().opcode()).isEqualTo("INC32m");
  }

  @Test
  void whatIsNoInstructionIsSaid() {
    List<Decoded> decoded = X86.decode(Bytes.ofHex("06 90"));
    assertThat(decoded.get(0).isInstruction()).isFalse();
    assertThat(decoded.get(0).size()).isEqualTo(1);
    assertThat(decoded.get(0).facts()).isEmpty();
    assertThat(decoded.get(1).text()).isEqualTo("nop");
    assertThat(
            Disassembler.of(Architecture.AARCH64, Dialect.PLAIN).decode(Bytes.ofHex("00 00 00 00")))
        .extracting(Decoded::text)
        .containsExactly("udf #0");
  }

  @Test
  void rangesKeepTheirOffsets() {
    assertThat(show(X86.decode(Bytes.ofHex("cc 90 c3 cc"), 1, 3)))
        .containsExactly("1 [] nop", "2 [] ret");
  }

  private static Facts facts(Architecture architecture, String hex) {
    return Disassembler.of(architecture, architecture.defaultDialect())
        .decode(Bytes.ofHex(hex))
        .getFirst()
        .facts()
        .orElseThrow();
  }

  @Test
  void factsOfX86() {
    Facts facts = facts(Architecture.X86_64, "f0 48 0f b1 0f");
    assertThat(facts.opcode()).isEqualTo("CMPXCHG64rm");
    assertThat(facts.registersRead()).containsExactlyInAnyOrder("RDI", "RCX", "RAX");
    assertThat(facts.registersWritten()).containsExactlyInAnyOrder("RAX", "EFLAGS");
    assertThat(facts.is(Property.MAY_LOAD) && facts.is(Property.MAY_STORE)).isTrue();
    assertThat(facts.is(Property.CALL)).isFalse();
    Facts division = facts(Architecture.X86_64, "48 f7 f1");
    assertThat(division.implicitReads()).containsExactly("RAX", "RDX");
    assertThat(division.implicitWrites()).containsExactly("RAX", "RDX", "EFLAGS");
    assertThat(facts(Architecture.X86_64, "c3").is(Property.RETURN)).isTrue();
    assertThat(facts(Architecture.X86_64, "e8 00 00 00 00").is(Property.CALL)).isTrue();
    assertThat(facts(Architecture.X86_64, "ff e0").is(Property.INDIRECT_BRANCH)).isTrue();
  }

  @Test
  void tiedOperandsAndRoles() {
    Facts add = facts(Architecture.X86_64, "48 01 c8");
    assertThat(add.operands().get(0).defined()).isTrue();
    assertThat(add.operands().get(1).tiedTo()).isZero();
    assertThat(add.operands().get(2).register()).contains("RCX");
    Facts load = facts(Architecture.X86_64, "48 8b 44 cb f8");
    assertThat(load.operands().get(1).role()).isEqualTo(Facts.Role.MEMORY);
    assertThat(load.operands().get(4).immediate()).contains(-8L);
    assertThat(facts(Architecture.X86_64, "eb 05").operands().getFirst().role())
        .isEqualTo(Facts.Role.BRANCH_DISTANCE);
  }

  @Test
  void factsOfAarch64() {
    Facts postIndex = facts(Architecture.AARCH64, "20 84 40 f8");
    assertThat(postIndex.opcode()).isEqualTo("LDRXpost");
    assertThat(postIndex.registersWritten()).containsExactlyInAnyOrder("X0", "X1");
    assertThat(postIndex.registersRead()).containsExactly("X1");
    Facts compare = facts(Architecture.AARCH64, "1f 00 01 eb");
    assertThat(compare.registersWritten()).containsExactlyInAnyOrder("XZR", "NZCV");
    assertThat(facts(Architecture.AARCH64, "00 00 00 94").registersWritten()).contains("LR");
  }

  @Test
  void factsOfArmLists() {
    Facts push = facts(Architecture.ARM, "1f 40 2d e9");
    assertThat(push.registersRead()).contains("R0", "R1", "R2", "R3", "R4", "LR", "SP");
    assertThat(push.registersWritten()).containsExactly("SP");
    Facts pop = facts(Architecture.ARM, "1f 80 bd e8");
    assertThat(pop.registersWritten())
        .containsExactlyInAnyOrder("SP", "R0", "R1", "R2", "R3", "R4", "PC");
  }

  @Test
  void conditionalBlocksEndWithTheText() {
    Disassembler thumb = Disassembler.of(Architecture.ARM, Dialect.PLAIN, Mode.THUMB);
    assertThat(show(thumb.decode(Bytes.ofHex("08 bf 08 46"))))
        .containsExactly("0 [] it eq", "2 [] moveq r0, r1");
    assertThat(show(thumb.decode(Bytes.ofHex("08 bf")))).containsExactly("0 [] it eq");
    List<Decoded> next = thumb.decode(Bytes.ofHex("08 46"));
    assertThat(show(next)).containsExactly("0 [] mov r0, r1");
    assertThat(next.getFirst().facts().orElseThrow().registersRead()).containsExactly("R1");
  }

  @Test
  void manyThreadsAtOnce() throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte n = (byte) (i & 0x7f);
      tasks.add(() -> X86.decode(Bytes.of((byte) 0x6a, n)).getFirst().text() + " for " + n);
    }
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var result : pool.invokeAll(tasks)) {
        assertThat(result.get()).matches("push (\\d+) for \\1");
      }
    }
  }

  @Test
  void bytes() {
    Bytes bytes = Bytes.ofHex("01 02 ff");
    assertThat(bytes.littleEndian(0, 3)).isEqualTo(0xff0201);
    assertThat(bytes.bigEndian(0, 3)).isEqualTo(0x0102ff);
    assertThat(bytes.slice(1, 3))
        .isEqualTo(Bytes.ofHex("02ff"))
        .hasSameHashCodeAs(Bytes.ofHex("02ff"));
    assertThat(bytes.at(2)).isEqualTo(255);
  }
}
