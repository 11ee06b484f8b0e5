package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels that sites of one file define. */
final class FixedNamesTest {

  private static List<Found> places(String text) {
    return Sample.places(SourceFile.of("a.rs", text));
  }

  private static Site site(Found place) {
    return ((Found.Readable) place).site();
  }

  @Test
  void namesAreThoseOfTheOtherSites() {
    List<Found> places =
        places(
            """
            fn f() {
              asm!("one: nop", "2: nop", "jmp three");
              asm!("two: nop", "x{}: nop", const 1);
              global_asm!("four: nop");
            }
            """);
    FixedNames names = new FixedNames(places);
    assertThat(names.foreignTo(site(places.get(0)))).containsExactly("two");
    assertThat(names.foreignTo(site(places.get(1)))).containsExactly("one");
  }

  @Test
  void siteForAnotherArchitectureIsElsewhere() {
    List<Found> places =
        places(
            """
            fn f() {
              asm!("one: nop");
              #[cfg(target_arch = "aarch64")]
              asm!("two: nop");
            }
            """);
    FixedNames names = new FixedNames(places);
    assertThat(places).hasSize(2);
    assertThat(names.foreignTo(site(places.getFirst()))).isEmpty();
  }
}
