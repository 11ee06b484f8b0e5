package dev.fabula.isa.x86;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands as they are read from the disassembler's text, with and without relocations. */
class DecoderTest {

  private final X86 wide = new X86(Mode.BITS_64);
  private final X86 narrow = new X86(Mode.BITS_32);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64 | mov rax, rbx | mov rax, rbx",
        "64 | mov al, bh | mov al, bh",
        "64 | add qword ptr [rax+rcx*4-8], -1 | add 64[rax+rcx*4-8], -1",
        "64 | lock inc dword ptr fs:[0x28] | lock inc 32fs:[40]",
        "64 | rep movsb | rep movsb 8es:[rdi], 8[rsi]",
        "64 | repe cmpsb | rep cmpsb 8[rsi], 8es:[rdi]",
        "64 | repne scasb | repne scasb al, 8es:[rdi]",
        "64 | lea rax, [rip+16] | lea rax, 0[pc+16]",
        "64 | movabs rax, 0x1122334455667788 | movabs rax, 1234605616436508552",
        "64 | nop; jmp 1f; nop; 1: | jmp @4",
        "64 | nop; call foo | call @foo",
        "64 | jne foo+3 | jne @foo+3",
        "64 | mov rax, [rip+foo] | mov rax, 64[pc+foo]",
        "64 | mov rax, [rip+foo+8] | mov rax, 64[pc+foo+8]",
        "64 | mov dword ptr [rip+foo], 5 | mov 32[pc+foo], 5",
        "64 | cmp byte ptr [rip+foo], 7 | cmp 8[pc+foo], 7",
        "64 | mov qword ptr [rip+foo], offset bar | mov 64[pc+foo], bar",
        "64 | shl dword ptr [rip+foo], 1 | shl 32[pc+foo]",
        "64 | shl dword ptr [rip+foo], 3 | shl 32[pc+foo], 3",
        "64 | movabs rax, offset foo | movabs rax, foo",
        "64 | mov eax, offset foo+2 | mov eax, foo+2",
        "64 | mov rax, foo@GOTPCREL[rip] | mov rax, 64[pc+GOT foo]",
        "64 | mov rax, fs:foo@TPOFF | mov rax, 64fs:[THREAD foo]",
        "64 | mov rax, [rbx+foo] | mov rax, 64[rbx+foo]",
        "64 | movabs al, [foo] | movabs al, 8[foo]",
        "64 | call [rip+foo] | call 64[pc+foo]",
        "64 | vaddps zmm1{k1}{z}, zmm2, zmm3 | vaddps zmm1, {k1}, {z}, zmm2, zmm3",
        "64 | fadd st(1), st | fadd st(1), st",
        "32 | mov eax, [foo] | mov eax, 32[foo]",
        "32 | mov eax, [foo+4] | mov eax, 32[foo+4]",
        "32 | mov dword ptr [foo], offset bar | mov 32[foo], bar",
        "32 | call foo | call @foo",
        "32 | mov eax, [ebx+foo@GOTOFF] | mov eax, 32[ebx+OTHER foo]",
        "32 | mov eax, gs:[0] | mov eax, 32gs:[0]",
        "32 | mov al, [bx+si+4] | mov al, 8[bx+si+4]"
      })
  void operands(String mode, String text, String expected) throws Exception {
    X86 isa = mode.equals("64") ? wide : narrow;
    String mnemonic = expected.replaceFirst("^(lock|rep|repne) ", "").split(" ")[0];
    Instruction found =
        X86Code.decode(isa, text).stream()
            .filter(i -> i.mnemonic().equals(mnemonic))
            .findFirst()
            .orElseThrow();
    String prefixes = found.prefixes().stream().map(p -> p + " ").collect(Collectors.joining());
    String operands =
        found.operands().stream().map(DecoderTest::show).collect(Collectors.joining(", "));
    assertThat(prefixes + found.mnemonic() + " " + operands).isEqualTo(expected);
  }

  private static String show(Operand operand) {
    return switch (operand) {
      case Operand.Register r -> r.view().name();
      case Operand.Immediate i -> show(i.value());
      case Operand.Target t -> "@" + show(t.address());
      case Operand.Memory m -> show(m);
      case Operand.Word w -> w.text();
      default -> throw new AssertionError(operand);
    };
  }

  private static String show(Operand.Memory m) {
    String inside = m.base().map(RegisterView::name).orElse(m.pcRelative() ? "pc" : "");
    if (m.index().isPresent()) {
      inside += "+" + m.index().get() + (m.scale() > 1 ? "*" + m.scale() : "");
    }
    String displacement = show(m.displacement());
    if (inside.isEmpty()) {
      inside = displacement;
    } else if (!displacement.equals("0")) {
      inside += (displacement.startsWith("-") ? "" : "+") + displacement;
    }
    return m.bits() + m.segment().map(s -> s + ":").orElse("") + "[" + inside + "]";
  }

  private static String show(Address address) {
    if (address.symbol().isEmpty()) {
      return Long.toString(address.addend());
    }
    String part = address.part() == Address.Part.WHOLE ? "" : address.part() + " ";
    String addend = address.addend() == 0 ? "" : "+" + address.addend();
    return part + address.symbol().get() + addend;
  }
}
