package dev.fabula;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fabula.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** No package uses another against the arrows of the architecture's table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LayersTest {
  private static final String ROOT = "dev.fabula";

  private final Layers layers = Layers.read(Path.of("docs", "architecture.md"));
  private final JavaClasses code =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  LayersTest() throws IOException {}

  @TestFactory
  Stream<DynamicTest> everyPackageUsesOnlyWhatItMay() {
    return layers.arrows().keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name, layers.reach(name))));
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(code)
        .isNotEmpty()
        .extracting(type -> layer(type.getPackageName()))
        .isSubsetOf(layers.arrows().keySet());
  }

  @Test
  void tableIsReadWhole() {
    assertThat(layers.arrows()).hasSize(20).containsEntry("isa", Set.of("asm", "ieee", "term"));
    assertThat(layers.reach("exec"))
        .containsExactlyInAnyOrder(
            "exec", "site", "solver", "source", "asm", "isa", "ieee", "term");
    assertThat(layers.reach("cli")).isEqualTo(layers.arrows().keySet());
  }

  private void check(String name, Set<String> reach) {
    String[] allowed = reach.stream().map(used -> inside(used)).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .onlyDependOnClassesThat(
            or(resideInAnyPackage(allowed), resideOutsideOfPackage(ROOT + "..")))
        .allowEmptyShould(true)
        .check(code);
  }

  private static String inside(String layer) {
    return ROOT + "." + layer + "..";
  }

  private static String layer(String packageName) {
    return packageName.substring(ROOT.length()).split("\\.")[1];
  }
}
