package dev.fabula.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

  @ParameterizedTest
  @CsvSource({
    "f, f",
    "a::b::f, f",
    "start::<F>, start",
    "'a::start::<Vec<u8>, T>', start",
    "<T as Tr<u8>>::call, call",
    "Self::HANDLER, HANDLER"
  })
  void names(String path, String shown) {
    assertThat(Labels.display(Labels.symbol(3, path))).isEqualTo(shown);
  }
}
