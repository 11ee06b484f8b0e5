package dev.fabula.abi.run;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.Probe;
import dev.fabula.abi.generate.RustStubs;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs the stubs of a description, made by each compiler at each level, under a virtual kernel. */
public final class Trials {

  private static final long SEED = 1;

  private final Abi abi;
  private final Assembler assembler;
  private final Consumer<Tried> results;
  private final UnaryOperator<String> change;
  private final Workshop workshop = new Workshop();

  /**
   * Trials of a description.
   *
   * @param results takes each result as soon as it is there
   */
  public Trials(Abi abi, Assembler assembler, Consumer<Tried> results) {
    this(abi, assembler, results, UnaryOperator.identity());
  }

  /**
   * Trials of stubs that are changed before they are compiled.
   *
   * @param change what becomes of each file of stubs
   */
  public Trials(
      Abi abi, Assembler assembler, Consumer<Tried> results, UnaryOperator<String> change) {
    this.abi = abi;
    this.assembler = assembler;
    this.results = results;
    this.change = change;
  }

  /** The compilers that there may be. */
  public static List<String> compilers() {
    return Workshop.COMPILERS;
  }

  /** The levels of optimisation. */
  public static List<Integer> levels() {
    return Workshop.LEVELS;
  }

  /** Runs the stubs of a machine, as a compiler makes them at a level. */
  public void run(Machine machine, String compiler, int level) {
    Generated made =
        compiler.equals("rustc")
            ? RustStubs.of(abi, List.of(machine))
            : CStubs.of(abi, List.of(machine));
    List<Stub> stubs = made.made().getOrDefault(machine, List.of());
    abi.stubs().stream()
        .filter(s -> stubs.stream().noneMatch(m -> m.name().equals(s.name())))
        .forEach(s -> tell(machine, compiler, level, s, new Outcome.Skipped("it is not made")));
    Optional<Processor> processor = Processor.of(machine.architecture());
    Optional<String> emulator = processor.flatMap(workshop::emulator);
    if (emulator.isEmpty()) {
      String why = "there is no emulator for " + machine.architecture().rustName();
      stubs.forEach(s -> tell(machine, compiler, level, s, new Outcome.Skipped(why)));
      return;
    }
    try {
      run(new Case(machine, compiler, level, made, processor.orElseThrow()), emulator.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Case(
      Machine machine, String compiler, int level, Generated made, Processor processor) {

    List<Stub> stubs() {
      return made.made().getOrDefault(machine, List.of());
    }
  }

  private void tell(Machine machine, String compiler, int level, Stub stub, Outcome outcome) {
    results.accept(new Tried(machine.name(), compiler, level, stub.name(), outcome));
  }

  private void all(Case each, Outcome outcome) {
    each.stubs().forEach(s -> tell(each.machine(), each.compiler(), each.level(), s, outcome));
  }

  private void run(Case each, String emulator) throws IOException {
    Path folder = Files.createTempDirectory("fabula");
    try {
      switch (make(each, folder)) {
        case Workshop.Made.Program(Path file) -> {
          for (Stub stub : each.stubs()) {
            tell(
                each.machine(),
                each.compiler(),
                each.level(),
                stub,
                run(each, emulator, file, stub));
          }
        }
        case Workshop.Made.Missing(String why) -> all(each, new Outcome.Skipped(why));
        case Workshop.Made.Refused(String how) -> all(each, new Outcome.Failed(how));
      }
    } finally {
      delete(folder);
    }
  }

  private Workshop.Made make(Case each, Path folder) throws IOException {
    if (each.compiler().equals("rustc")) {
      String module = each.made().files().getOrDefault("src/" + each.machine().name() + ".rs", "");
      String text =
          Probe.inRust(
              abi,
              each.machine(),
              each.made(),
              change.apply(module),
              each.processor().live(),
              workshop.library(each.processor()));
      Files.writeString(folder.resolve("probe.rs"), text);
      return workshop.rust(folder, each.processor(), each.level());
    }
    for (Map.Entry<String, String> file : each.made().files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), change.apply(file.getValue()));
    }
    String text = Probe.inC(abi, each.machine(), each.made(), each.processor().live());
    Files.writeString(folder.resolve("probe.c"), text);
    return each.compiler().equals("gcc")
        ? workshop.gcc(folder, each.processor(), each.level())
        : workshop.clang(folder, each.processor(), each.level());
  }

  /** Each stub has a program of its own, which the stubs before have not disturbed. */
  private Outcome run(Case each, String emulator, Path file, Stub stub) {
    try (Gdb gdb = Gdb.start(emulator, file)) {
      Elf program = Elf.read(Files.readAllBytes(file));
      Session session = new Session(gdb, program, each.processor(), SEED);
      VirtualKernel kernel = new VirtualKernel(session, each.machine(), trap(each.machine()));
      Optional<String> wrong = kernel.call(stub, false);
      wrong = wrong.isPresent() ? wrong : kernel.call(stub, true);
      return wrong.<Outcome>map(Outcome.Failed::new).orElseGet(Outcome.Passed::new);
    } catch (IOException e) {
      return new Outcome.Failed("the emulator: " + e.getMessage());
    }
  }

  private Bytes trap(Machine machine) {
    AssemblyRequest request = AssemblyRequest.of(machine.architecture(), machine.trap());
    if (assembler.assemble(request) instanceof Assembly.Assembled assembled) {
      return assembled.object().text();
    }
    throw new IllegalStateException("the trap does not assemble: " + machine.trap());
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
