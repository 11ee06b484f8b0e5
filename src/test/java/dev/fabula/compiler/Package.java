package dev.fabula.compiler;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.Architecture;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package that a test writes, read with the rustc of this machine. */
final class Package {
  private static final TargetRequest HOST =
      new TargetRequest(Architecture.X86_64, Optional.of("linux"));

  private final Path folder;
  private final List<String> troubles = new ArrayList<>();

  Package(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where there is no cargo that runs rustc for this architecture. */
  static void demandRustc(Path folder) {
    Command version =
        new Command(List.of("cargo", "--version"), folder, Map.of(), Duration.ofMinutes(1));
    boolean there =
        version.run(folder.resolve("version")) instanceof Command.End.Ended end && end.isFine();
    assumeTrue(there, "there is no cargo on this machine");
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "the sites are for x86-64, this is not");
  }

  /** A package of a library with the given text. */
  static Package library(Path folder, String text) throws IOException {
    demandRustc(folder);
    Package made = new Package(folder);
    made.write(
        "Cargo.toml", "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    made.write("src/lib.rs", text);
    return made;
  }

  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** What stands in the way, as told. */
  List<String> troubles() {
    return troubles.stream().map(t -> t.replace(folder.toString(), "DIR")).toList();
  }

  /** The sites of a file, as rustc sees them. */
  List<Site> sites(String name) throws IOException {
    return sites(name, Optional.empty());
  }

  /** The sites of a file, as rustc sees them for a target. */
  List<Site> sites(String name, Optional<String> target) throws IOException {
    try (UserBuild build = new UserBuild(target, troubles::add)) {
      return sites(name, build);
    }
  }

  /** The sites of a file, as a build sees them. */
  List<Site> sites(String name, UserBuild build) throws IOException {
    return found(name, build).stream().map(Package::site).toList();
  }

  /** What is found in a file, as a build sees it. */
  List<Found> found(String name, UserBuild build) throws IOException {
    return RustReader.of(Optional.empty(), HOST, build).read(folder.resolve(name));
  }

  static Site site(Found found) {
    if (found instanceof Found.Readable(Site site)) {
      return site;
    }
    throw new AssertionError("not read: " + found);
  }

  static boolean isCompiled(Site site) {
    return site.target().basis() == Target.Basis.COMPILER;
  }

  /** The types of the operands of a site, as Rust spells them; of two at one register the input. */
  static List<String> types(Site site) {
    return site.operands().stream().map(Package::type).toList();
  }

  private static String type(Operand operand) {
    return switch (operand) {
      case Operand.Register r ->
          r.input().or(r::output).map(Value::type).map(Package::spelled).orElse("_");
      case Operand.Constant c -> spelled(c.type()) + " = " + c.value().map(Object::toString);
      case Operand.Symbol s -> "sym";
      case Operand.Label l -> "label";
      case Operand.Memory m -> throw new AssertionError("Rust has none: " + m);
      case Operand.Matching m -> throw new AssertionError("Rust has none: " + m);
      case Operand.Immediate i -> throw new AssertionError("Rust has none: " + i);
    };
  }

  private static String spelled(ValueType type) {
    return type instanceof ValueType.Known known ? known.spelled() : "?";
  }
}
