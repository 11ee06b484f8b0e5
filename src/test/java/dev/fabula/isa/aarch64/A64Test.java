package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.isa.ConcreteCpu;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that single instructions leave, worked out by hand from the manual. */
class A64Test {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          add x0, x1, x2                | 0x30               |
          add w0, w1, w3                | 0x0f               |
          add x0, x1, #1, lsl #12       | 0x1010             |
          add x0, x1, w3, sxtb #2       | 0x0c               |
          add x0, x1, w3, uxtb #2       | 0x40c              |
          adds x0, x1, x3               | 0x0f               | c
          adds w0, w4, w4               | 0                  | zcv
          subs x0, x1, x2               | 0xfffffffffffffff0 | n
          cmp x1, #16                   | 0                  | zc
          negs x0, x1                   | 0xfffffffffffffff0 | n
          mov x0, #-1                   | -1                 |
          mov w0, #-1                   | 0xffffffff         |
          movk x0, #0x1234, lsl #32     | 0x123400000000     |
          mov x0, sp                    | 0x8000             |
          mov x0, xzr                   | 0                  |
          and x0, x3, #0xff00           | 0xff00             |
          tst w4, w4                    | 0                  | n
          orn x0, xzr, x1               | 0xffffffffffffffef |
          lsl x0, x1, #60               | 0                  |
          lsl x0, x1, x5                | 0x20               |
          asr w0, w4, #4                | 0xf8000000         |
          ubfx x0, x4, #28, #8          | 0x08               |
          sbfx x0, x4, #24, #8          | 0xffffffffffffff80 |
          bfi x0, x3, #4, #4            | 0xf0               |
          extr x0, x1, x2, #4           | 2                  |
          clz x0, x1                    | 59                 |
          cls x0, x3                    | 63                 |
          rev w0, w1                    | 0x10000000         |
          rev16 x0, x2                  | 0x2000             |
          cset x0, ne                   | 1                  |
          csneg x0, x1, x2, eq          | 0xffffffffffffffe0 |
          csinc x0, x1, x2, ne          | 0x10               |
          ccmp x1, #16, #0xf, eq        | 0                  | nzcv
          ccmp x1, #16, #0xf, ne        | 0                  | zc
          udiv x0, x1, xzr              | 0                  |
          sdiv x0, x3, x1               | 0                  |
          madd x0, x1, x2, x3           | 0x1ff              |
          smulh x0, x3, x3              | 0                  |
          umulh x0, x3, x3              | 0xfffffffffffffffe |
          smull x0, w4, w1              | 0xfffffff800000000 |
          mrs x0, nzcv                  | 0                  |
          msr nzcv, x4                  | 0                  | n
          adr x0, .+8                   | 0x400008           |
          ldr x0, [x6]                  | 0x0706050403020100 |
          ldr w0, [x6, x7, lsl #2]      | 0x07060504         |
          ldrsb x0, [x6, w3, sxtw]      | 0                  |
          ldrh w0, [x6, #2]!            | 0x0302             |
          ldpsw x0, x10, [x6]           | 0x03020100         |
          ldr x0, .+4                   | 77                 |
          ldadd x1, x0, [x6]            | 0x0706050403020100 |
          cas x0, x1, [x6]              | 0x0706050403020100 |
          crc32b w0, wzr, w7            | 0x77073096         |
          fmov x0, d1                   | 0                  |
          """)
  void leavesValueAndFlags(String text, String expected, String flags) throws Exception {
    ConcreteCpu cpu = A64Code.cpu();
    cpu.put("x1", 0x10);
    cpu.put("x2", 0x20);
    cpu.put("x3", -1);
    cpu.put("x4", 0x80000000L);
    cpu.put("x5", 65);
    cpu.put("x6", 0x1000);
    cpu.put("x7", 1);
    cpu.put("sp", 0x8000);
    for (int i = 0; i < 8; i++) {
      cpu.putByte(0x1000 + i, i);
    }
    cpu.putByte(ConcreteCpu.CODE + 4, 77);
    cpu.run(A64Code.decode(text));
    assertThat(Long.toHexString(cpu.value("x0"))).isEqualTo(hex(expected));
    assertThat(A64Code.flags(cpu)).isEqualTo(flags == null ? "" : flags);
  }

  private static String hex(String number) {
    boolean isHex = number.startsWith("0x");
    return Long.toHexString(
        isHex ? Long.parseUnsignedLong(number.substring(2), 16) : Long.parseLong(number));
  }
}
