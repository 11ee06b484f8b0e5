package dev.fabula.isa.x86;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterView;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The register file against the tables of operand registers. */
class RegistersTest {

  @ParameterizedTest
  @EnumSource(Mode.class)
  void operandRegistersAreInTheFile(Mode mode) {
    Architecture architecture = mode == Mode.BITS_64 ? Architecture.X86_64 : Architecture.X86;
    X86Registers registers = new X86Registers(mode);
    for (OperandRegister register : RegisterTable.of(architecture).registers()) {
      if (!register.base().endsWith("ip")) {
        Optional<RegisterView> base = registers.view(register.base());
        assertThat(base).as(register.name()).isPresent();
        assertThat(base.get().location().name()).isEqualTo(register.base());
        assertThat(base.get().width())
            .as(register.name())
            .isGreaterThanOrEqualTo(register.low() + register.width());
      }
    }
  }
}
