package dev.fabula.repertoire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Repertoire.Knowledge;
import dev.fabula.exec.Repertoire.Mnemonic;
import dev.fabula.exec.Universe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The lists of encodings are what {@code ./dev isa} makes, and every meaning can be carried out.
 */
final class RepertoireTest {

  private static final int TRIES = 20_000;
  private static final long SEED = 7;

  /** A bug of a meaning would be thrown here. */
  @ParameterizedTest
  @EnumSource
  void eachEncodingIsOfItsMnemonic(Universe universe) {
    Repertoire repertoire = Repertoire.of(universe);
    assertThat(repertoire.mnemonics()).hasSizeGreaterThan(900);
    assertThat(repertoire.mnemonics())
        .allSatisfy(m ->
            assertThat(m.forms())
                .isNotEmpty()
                .allSatisfy(
                    f -> assertThat(universe.decoded(f.bytes()).mnemonic()).isEqualTo(m.name())));
  }

  @ParameterizedTest
  @EnumSource
  void chanceFindsNothingElse(Universe universe) {
    Set<String> listed =
        Repertoire.of(universe).mnemonics().stream()
            .map(Mnemonic::name)
            .collect(Collectors.toSet());
    Encodings encodings = new Encodings(universe, SEED);
    List<String> others = new ArrayList<>();
    for (int n = 0; n < TRIES; n++) {
      Decoded decoded = universe.decoded(Bytes.of(encodings.chance()));
      if (decoded.isInstruction() && !listed.contains(decoded.mnemonic())) {
        others.add(decoded.whole());
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void someFormsAreKnownBetterThanOthers() {
    Repertoire x86 = Repertoire.of(Universe.X86_64);
    assertThat(x86.of(Knowledge.EXACT)).extracting(Mnemonic::name).contains("cpuid", "paddb");
    assertThat(x86.of(Knowledge.PARTLY)).extracting(Mnemonic::name).contains("add");
    assertThat(x86.of(Knowledge.FOOTPRINT)).extracting(Mnemonic::name).contains("tdpbssd");
  }
}
