package dev.fabula.abi.run;

import dev.fabula.abi.generate.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes programs for a processor with the compilers of this machine, without any library. */
final class Workshop {

  /** The compilers that a workshop knows. */
  static final List<String> COMPILERS = List.of("rustc", "gcc", "clang");

  /** The levels of optimisation at which programs are made. */
  static final List<Integer> LEVELS = List.of(0, 2, 3);

  private static final String PROGRAM = "probe";
  private static final String LIBRARY = "library";

  /** Enough of Rust's library for stubs, for targets of which there is none. */
  private static final String BARE =
      """
      #![feature(no_core, lang_items, rustc_attrs, decl_macro, auto_traits)]
      #![no_core]
      #[lang = "pointee_sized"] pub trait PointeeSized {}
      #[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
      #[lang = "sized"] pub trait Sized: MetaSized {}
      #[lang = "copy"] pub trait Copy {}
      #[lang = "sync"] pub trait Sync {}
      #[lang = "freeze"] pub unsafe auto trait Freeze {}
      impl Copy for usize {}
      impl Copy for isize {}
      impl Sync for usize {}
      impl<T: PointeeSized> Copy for *mut T {}
      #[lang = "neg"] pub trait Neg { type Output; fn neg(self) -> Self::Output; }
      impl Neg for isize { type Output = isize; fn neg(self) -> isize { -self } }
      #[rustc_builtin_macro] pub macro asm() {}
      """;

  /** What rustc wants for values that are dropped; the name is that up to Rust 1.96. */
  private static final String DROP =
      """
      #[lang = "drop_in_place"] #[allow(unconditional_recursion)]
      pub unsafe fn drop_in_place<T: PointeeSized>(to_drop: *mut T) { drop_in_place(to_drop) }
      """;

  /** The first minor version with another name. */
  private static final int RENAMED = 97;

  /** What programs need of the library, to find out whether rustc takes ours. */
  private static final String NEED =
      """
      pub struct Pair { pub one: usize, pub other: usize }
      pub fn pair(one: usize) -> Pair { Pair { one, other: one } }
      #[no_mangle] pub static mut word: usize = 0;
      #[no_mangle] pub unsafe extern "C" fn need() {
          let p = pair(word);
          asm!("/* {x} */", x = in(reg) &raw mut word as *mut u8);
          word = p.one;
      }
      """;

  private final Map<String, Optional<String>> answers = new HashMap<>();
  private final Map<String, Boolean> bare = new HashMap<>();

  /** A program, or why there is none. */
  sealed interface Made {
    /** The program in a file. */
    record Program(Path file) implements Made {}

    /** None, for want of a tool. */
    record Missing(String why) implements Made {}

    /** None, since a compiler refuses the text. */
    record Refused(String how) implements Made {}
  }

  private Optional<String> answer(String... command) {
    return answers.computeIfAbsent(
        String.join(" ", command), _ -> Programs.answer(List.of(command)));
  }

  /** The emulator of a processor, if it is there. */
  Optional<String> emulator(Processor processor) {
    return List.of("qemu-" + processor.qemu() + "-static", "qemu-" + processor.qemu()).stream()
        .filter(Programs::exists)
        .findFirst();
  }

  /** What stands for Rust's library where rustc has none for a processor. */
  Optional<String> library(Processor processor) {
    int minor =
        answer("rustc", "--version")
            .map(v -> v.replaceFirst("^rustc 1\\.(\\d+)\\..*$", "$1"))
            .filter(v -> v.matches("\\d{1,4}"))
            .map(Integer::parseInt)
            .orElse(0);
    return hasLibrary(processor)
        ? Optional.empty()
        : Optional.of(BARE + (minor < RENAMED ? DROP : DROP.replace("drop_in_place", "drop_glue")));
  }

  private boolean hasLibrary(Processor processor) {
    return answer("rustc", "--print", "sysroot")
        .filter(s -> Files.isDirectory(Path.of(s, "lib", "rustlib", processor.rust(), "lib")))
        .isPresent();
  }

  /** The program of a folder in which there is {@code probe.rs}. */
  Made rust(Path folder, Processor processor, int level) throws IOException {
    if (answer("rustc", "--version").isEmpty()) {
      return new Made.Missing("there is no rustc");
    }
    Optional<Path> linker = linker();
    if (linker.isEmpty()) {
      return new Made.Missing("there is no rust-lld");
    }
    if (!canDoWithout(folder, processor)) {
      return new Made.Missing("rustc has no library for " + processor.rust());
    }
    Programs.Said said = Programs.run(folder, rustc(processor, level, PROGRAM));
    return said.isGood()
        ? link(folder, linker.get())
        : new Made.Refused("rustc: " + said.complaint());
  }

  /** Whether rustc takes what we have for its library; the names in that change with versions. */
  private boolean canDoWithout(Path folder, Processor processor) throws IOException {
    Optional<String> library = library(processor);
    Boolean known = bare.get(processor.rust());
    if (known == null) {
      Files.writeString(folder.resolve(LIBRARY + ".rs"), library.orElse("") + NEED);
      List<String> command = rustc(processor, 0, LIBRARY);
      known = library.isEmpty() || Programs.run(folder, command).isGood();
      bare.put(processor.rust(), known);
    }
    return known;
  }

  private static List<String> rustc(Processor processor, int level, String name) {
    List<String> command = new ArrayList<>(List.of("rustc", "--edition=2021", "--emit=obj"));
    command.addAll(List.of("--crate-type=rlib", "--target=" + processor.rust()));
    command.addAll(List.of("-Cpanic=abort", "-Cdebug-assertions=off", "-Ccodegen-units=1"));
    command.addAll(List.of("-Crelocation-model=static", "-Cforce-unwind-tables=no"));
    command.addAll(List.of("-Copt-level=" + level, "-o", name + ".o", name + ".rs"));
    return command;
  }

  /** Rust's own linker knows all processors. */
  private Optional<Path> linker() {
    Optional<String> host =
        answer("rustc", "-vV")
            .flatMap(v -> v.lines().filter(l -> l.startsWith("host: ")).findFirst())
            .map(l -> l.substring("host: ".length()));
    return answer("rustc", "--print", "sysroot")
        .flatMap(s -> host.map(h -> Path.of(s, "lib", "rustlib", h, "bin", "rust-lld")))
        .filter(Files::isExecutable);
  }

  private static Made link(Path folder, Path linker) throws IOException {
    List<String> command = new ArrayList<>(List.of(linker.toString(), "-flavor", "gnu"));
    command.addAll(List.of("-static", "-nostdlib", "-e", Probe.START, "-o", PROGRAM));
    command.add(PROGRAM + ".o");
    Programs.Said said = Programs.run(folder, command);
    return said.isGood()
        ? new Made.Program(folder.resolve(PROGRAM))
        : new Made.Missing("rust-lld: " + said.complaint());
  }

  /** The program of a folder in which there is {@code probe.c}, made by GCC. */
  Made gcc(Path folder, Processor processor, int level) throws IOException {
    Optional<String> compiler =
        processor.gcc().stream()
            .filter(Programs::exists)
            .filter(
                name -> answer(name, "-dumpmachine").filter(m -> isFor(m, processor)).isPresent())
            .findFirst();
    if (compiler.isEmpty()) {
      return new Made.Missing("there is no GCC for " + processor.qemu());
    }
    List<String> command = new ArrayList<>(List.of(compiler.get()));
    command.addAll(options(processor, level));
    command.addAll(List.of("-no-pie", "-nostdlib", "-static", "-Wl,--build-id=none"));
    command.addAll(List.of("-Wl,-e," + Probe.START, "-o", PROGRAM, PROGRAM + ".c"));
    Programs.Said said = Programs.run(folder, command);
    return said.isGood()
        ? new Made.Program(folder.resolve(PROGRAM))
        : new Made.Refused(compiler.get() + ": " + said.complaint());
  }

  private static boolean isFor(String target, Processor processor) {
    return target.matches("(" + processor.machine() + ")[-_a-z0-9]*");
  }

  /** The program of a folder in which there is {@code probe.c}, made by Clang. */
  Made clang(Path folder, Processor processor, int level) throws IOException {
    if (!Programs.exists("clang")) {
      return new Made.Missing("there is no clang");
    }
    Optional<Path> linker = linker();
    if (linker.isEmpty()) {
      return new Made.Missing("there is no rust-lld to link what clang makes");
    }
    List<String> command = new ArrayList<>(List.of("clang", "--target=" + triple(processor)));
    command.addAll(options(processor, level));
    command.addAll(List.of("-c", "-o", PROGRAM + ".o", PROGRAM + ".c"));
    Programs.Said said = Programs.run(folder, command);
    return said.isGood()
        ? link(folder, linker.get())
        : new Made.Refused("clang: " + said.complaint());
  }

  /** As Clang calls it: without Rust's list of extensions. */
  private static String triple(Processor processor) {
    return processor.rust().replaceFirst("^(riscv..)[a-z]+", "$1");
  }

  private static List<String> options(Processor processor, int level) {
    List<String> options = new ArrayList<>(List.of("-std=c99", "-Wall", "-Wextra", "-Werror"));
    options.addAll(List.of("-ffreestanding", "-fno-pic", "-fno-stack-protector"));
    options.addAll(List.of("-fno-asynchronous-unwind-tables", "-O" + level));
    options.addAll(processor.flags());
    return options;
  }
}
