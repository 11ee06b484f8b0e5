package dev.fabula.isa.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meanings on single states, mostly of what no test program can run on the processor. */
class MeaningsTest {

  private final X86 wide = new X86(Mode.BITS_64);
  private final X86 narrow = new X86(Mode.BITS_32);

  @ParameterizedTest
  @CsvFileSource(resources = "meanings.txt", delimiter = '|')
  void meaning(String mode, String text, String before, String after) throws Exception {
    ConcreteCpu cpu = X86Code.cpu(mode.equals("64") ? wide : narrow, 0x1000);
    for (String assignment : before.split(" ")) {
      int equals = assignment.indexOf('=');
      String name = assignment.substring(0, equals);
      BigInteger value = new BigInteger(assignment.substring(equals + 1), 16);
      if (name.startsWith("[")) {
        cpu.putByte(address(name), value.intValueExact());
      } else {
        cpu.put(name, value);
      }
    }
    cpu.run(X86Code.decode(mode.equals("64") ? wide : narrow, text));
    for (String expectation : after.split(" ")) {
      int equals = expectation.indexOf('=');
      String name = expectation.substring(0, equals);
      String value = expectation.substring(equals + 1);
      Term actual = name.startsWith("[") ? cpu.byteAt(address(name)) : cpu.term(name);
      if (value.equals("?")) {
        assertThat(actual.isConstant()).as("%s of %s is known", name, text).isFalse();
      } else {
        assertThat(actual.isConstant()).as("%s of %s is known", name, text).isTrue();
        assertThat(actual.value().toString(16)).as("%s of %s", name, text).isEqualTo(value);
      }
    }
  }

  private static long address(String bracketed) {
    return Long.parseLong(bracketed.substring(1, bracketed.length() - 1), 16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nop | Hint[what=nop, touchesMemory=false]",
        "pause | Hint[what=pause, touchesMemory=false]",
        "prefetcht0 [rax] | Hint[what=prefetcht0, touchesMemory=true]",
        "mfence | Fence[kind=mfence]",
        "cpuid | Unrepeatable[what=cpuid]",
        "rdtsc | Unrepeatable[what=rdtsc]",
        "rdrand eax | Unrepeatable[what=rdrand]",
        "in al, dx | PortIo[output=false]",
        "out 5, eax | PortIo[output=true]",
        "rep outsb | PortIo[output=true]",
        "cli | SystemChange[what=if]",
        "mov cr0, rax | SystemChange[what=cr0]",
        "wrmsr | SystemChange[what=wrmsr]",
        "clflush [rax] | Maintenance[what=cache]",
        "invlpg [rax] | Maintenance[what=tlb]",
        "hlt | Wait[what=hlt]",
        "syscall | SystemCall[instruction=syscall, number=-1]",
        "int 0x80 | SystemCall[instruction=int, number=128]",
        "int3 | SystemChange[what=int3]",
        "vmcall | SystemCall[instruction=vmcall, number=-1]"
      })
  void event(String text, String event) throws Exception {
    ConcreteCpu cpu = X86Code.cpu(wide, 0);
    cpu.put("rcx", 5);
    cpu.run(X86Code.decode(wide, text));
    assertThat(cpu.events).extracting(Event::toString).contains(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getsec",
        "enclu",
        "uiret",
        "fs xlatb",
        ".byte 0xf3, 0x48, 0x0f, 0x7e, 0x07",
        "lock mov [rax], ebx",
        "lock add eax, ebx"
      })
  void unknown(String text) {
    ConcreteCpu cpu = X86Code.cpu(wide, 0);
    assertThatThrownBy(() -> cpu.run(X86Code.decode(wide, text)))
        .isInstanceOf(UnknownInstruction.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "movaps xmm0, xmm1",
        "pxor xmm0, xmm1",
        "paddd xmm0, xmm1",
        "mov eax, ebx",
        "push rax",
        "lea rax, [rbx+rcx]",
        "not eax",
        "bswap eax",
        "shlx eax, ebx, ecx",
        "mulx eax, ebx, ecx",
        "movq xmm0, rax",
        "pshufb xmm0, xmm1",
        "jne 1f; 1:",
        "setc al",
        "cmovz eax, ebx",
        "xchg eax, ebx",
        "cpuid",
        "rdtsc",
        "in al, dx",
        "rorx eax, ebx, 5"
      })
  void keepsFlags(String text) throws Exception {
    ConcreteCpu cpu = X86Code.cpu(wide, 0x1000);
    cpu.put("rsp", 0x8000);
    List<Location> flags = wide.registers().flags();
    for (Location flag : flags) {
      cpu.put(flag.name(), 1);
    }
    wide.execute(X86Code.one(wide, text), cpu);
    assertThat(flags).allMatch(f -> cpu.get(f).value().equals(BigInteger.ONE));
  }
}
