package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.RustStubs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilers accept what Fabula makes, without a warning, and it calls Linux. */
final class CompiledStubsTest {

  private static final Map<String, List<String>> TARGETS =
      Map.of(
          "aarch64", List.of("aarch64-unknown-linux-gnu"),
          "aarch32", List.of("armv7-unknown-linux-gnueabihf", "thumbv7neon-linux-androideabi"),
          "arm", List.of("armv7-unknown-linux-gnueabihf", "thumbv7neon-linux-androideabi"),
          "riscv64", List.of("riscv64gc-unknown-linux-gnu"),
          "riscv32", List.of("riscv32imac-unknown-none-elf"),
          "x86_64", List.of("x86_64-unknown-linux-gnu"),
          "x86_64_sysenter", List.of("x86_64-unknown-linux-gnu"),
          "i386", List.of("i686-unknown-linux-gnu"),
          "ia32", List.of("i686-unknown-linux-gnu"));

  /** Enough of a library for stubs, so that every target can be compiled for without one. */
  private static final String BARE =
      """
      #![feature(no_core, lang_items, rustc_attrs, decl_macro, auto_traits)]
      #![allow(internal_features)]
      #![no_core]
      #[lang = "pointee_sized"] pub trait PointeeSized {}
      #[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
      #[lang = "sized"] pub trait Sized: MetaSized {}
      #[lang = "copy"] pub trait Copy {}
      #[lang = "sync"] pub trait Sync {}
      #[lang = "freeze"] pub unsafe auto trait Freeze {}
      impl Copy for usize {}
      impl Copy for isize {}
      impl<T: PointeeSized> Copy for *mut T {}
      #[lang = "neg"] pub trait Neg { type Output; fn neg(self) -> Self::Output; }
      impl Neg for isize { type Output = isize; fn neg(self) -> isize { -self } }
      #[lang = "drop_in_place"] #[allow(unconditional_recursion)]
      pub unsafe fn drop_in_place<T: PointeeSized>(to_drop: *mut T) { drop_in_place(to_drop) }
      #[rustc_builtin_macro] pub macro asm() {}
      """;

  @TempDir private Path folder;

  private int run(Path in, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
    builder.redirectErrorStream(true).environment().put("RUSTC_BOOTSTRAP", "1");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int status = process.waitFor();
      assertThat(text).as("%s", List.of(command)).isEmpty();
      return status;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assumeInstalled(String tool, String question, String start) {
    boolean installed = false;
    try {
      Process process = new ProcessBuilder(tool, question).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      installed = process.waitFor() == 0 && text.contains(start);
    } catch (IOException | InterruptedException e) {
      installed = false;
    }
    if (!installed) {
      System.out.println("skipped: there is no " + tool + " (" + start + ") to compile stubs with");
    }
    Assumptions.assumeTrue(installed, "no " + tool);
  }

  private void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  @Test
  void rustcTakesTheCrateOfThisMachine() throws IOException {
    assumeInstalled("rustc", "--version", "1.95.");
    for (Abi abi : GeneratedStubsTest.descriptions().toList()) {
      write(RustStubs.of(abi, abi.machines()).files());
      run(
          folder,
          "rustc",
          "--edition=2021",
          "--crate-type=lib",
          "-Dwarnings",
          "-Clink-dead-code",
          "--emit=obj",
          "-o",
          "lib.o",
          "--target=x86_64-unknown-linux-gnu",
          "src/lib.rs");
    }
  }

  @Test
  void rustcTakesTheModulesOfAllMachines() throws IOException {
    assumeInstalled("rustc", "--version", "1.95.");
    for (Abi abi : GeneratedStubsTest.descriptions().toList()) {
      for (Machine machine : abi.machines()) {
        String file = "src/" + machine.name() + ".rs";
        Map<String, String> made = RustStubs.of(abi, List.of(machine)).files();
        if (!made.containsKey(file)) {
          continue;
        }
        String module = made.get(file);
        write(Map.of("bare.rs", BARE, "stubs.rs", withoutCore(module)));
        for (String target : Objects.requireNonNull(TARGETS.get(machine.name()))) {
          compileBare(target);
        }
      }
    }
  }

  private static String withoutCore(String module) {
    return "#![feature(no_core)] #![no_core] #![crate_type = \"lib\"] extern crate bare; use"
        + " bare::*;\n"
        + module
            .replace("//! ", "// ")
            .replace("use core::arch::asm;\n", "")
            .replaceAll("(?m)^#\\[derive.*\n", "")
            .replaceAll("(?s)\n/// Numbers of calls\\.\npub mod number \\{.*?\n}\n", "");
  }

  private void compileBare(String target) throws IOException {
    List<String> common =
        List.of("rustc", "--edition=2021", "-Cpanic=abort", "-Awarnings", "--target=" + target);
    List<String> library = new ArrayList<>(common);
    library.addAll(
        List.of(
            "--crate-name=bare",
            "--crate-type=rlib",
            "--emit=metadata",
            "-o",
            "libbare.rmeta",
            "bare.rs"));
    run(folder, library.toArray(String[]::new));
    List<String> stubs = new ArrayList<>(common);
    stubs.addAll(
        List.of(
            "--emit=obj",
            "-Clink-dead-code",
            "--extern",
            "bare=libbare.rmeta",
            "-o",
            "stubs.o",
            "stubs.rs"));
    run(folder, stubs.toArray(String[]::new));
  }

  @Test
  void gccTakesTheHeaders() throws IOException {
    assumeInstalled("gcc", "-dumpmachine", "x86_64");
    for (Abi abi : GeneratedStubsTest.descriptions().toList()) {
      write(CStubs.of(abi, abi.machines()).files());
      for (String level : List.of("-O0", "-O2")) {
        run(
            folder,
            "gcc",
            "-std=c99",
            "-pedantic",
            "-Wall",
            "-Wextra",
            "-Werror",
            level,
            "-fsyntax-only",
            "-x",
            "c",
            abi.name() + "_stubs.h");
      }
    }
  }

  @Test
  void stubsOfCCallLinux() throws IOException {
    assumeInstalled("gcc", "-dumpmachine", "x86_64");
    Abi linux = Bench.abi("linux");
    write(CStubs.of(linux, linux.machines()).files());
    write(Map.of("main.c", C_PROGRAM));
    for (String level : List.of("-O0", "-O2", "-O3")) {
      run(folder, "gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", level, "-o", "main", "main.c");
      assertThat(run(folder, "./main")).as("gcc %s", level).isEqualTo(42);
    }
  }

  @Test
  void stubsOfRustCallLinux() throws IOException {
    assumeInstalled("rustc", "--version", "1.95.");
    Abi linux = Bench.abi("linux");
    write(RustStubs.of(linux, linux.machines()).files());
    write(Map.of("main.rs", RUST_PROGRAM));
    run(
        folder,
        "rustc",
        "--edition=2021",
        "--crate-type=rlib",
        "--crate-name=linux_stubs",
        "-Dwarnings",
        "-Copt-level=2",
        "-o",
        "liblinux_stubs.rlib",
        "src/lib.rs");
    for (String level : List.of("0", "2", "3")) {
      run(
          folder,
          "rustc",
          "--edition=2021",
          "-Dwarnings",
          "-Copt-level=" + level,
          "--extern",
          "linux_stubs=liblinux_stubs.rlib",
          "-o",
          "main",
          "main.rs");
      assertThat(run(folder, "./main")).as("opt-level %s", level).isEqualTo(42);
    }
  }

  /**
   * Writes a file, maps it, reads it there and by a call, and tells by its status how far it got.
   */
  private static final String C_PROGRAM =
      """
      #include "linux_stubs.h"
      static const char name[] = "made-by-stubs";
      int main(void)
      {
          char text[4] = "abc";
          char back[4] = "";
          /* AT_FDCWD; O_RDWR, O_CREAT and O_TRUNC */
          intptr_t file = linux_syscall4(LINUX_OPENAT, (uintptr_t)-100, (uintptr_t)name, 01102, 0600);
          if (file < 0) return 1;
          text[1] = 'x';
          if (linux_syscall3(LINUX_WRITE, (uintptr_t)file, (uintptr_t)text, 3) != 3) return 2;
          intptr_t at = linux_syscall6(LINUX_MMAP, 0, 4096, 1, 1, (uintptr_t)file, 0);
          if (at < 0 && at > -4096) return 3;
          if (((const char *)at)[1] != 'x') return 4;
          if (linux_syscall3(LINUX_LSEEK, (uintptr_t)file, 0, 0) != 0) return 5;
          if (linux_syscall3(LINUX_READ, (uintptr_t)file, (uintptr_t)back, 3) != 3) return 6;
          if (back[0] != 'a' || back[1] != 'x' || back[2] != 'c') return 7;
          if (linux_syscall2(LINUX_MUNMAP, (uintptr_t)at, 4096) != 0) return 8;
          if (linux_syscall1(LINUX_CLOSE, (uintptr_t)file) != 0) return 9;
          if (linux_syscall1(LINUX_CLOSE, (uintptr_t)file) != -9) return 10;
          if (linux_syscall0(LINUX_GETPID) <= 0) return 11;
          linux_syscall1(LINUX_EXIT_GROUP, 42);
          return 12;
      }
      """;

  private static final String RUST_PROGRAM =
      """
      use linux_stubs::{number, syscall0, syscall1, syscall2, syscall3, syscall4, syscall6};
      fn run() -> i32 {
          let name = c"made-by-stubs";
          let mut text = *b"abc";
          let mut back = [0u8; 3];
          unsafe {
              let file = syscall4(number::OPENAT, -100isize as usize, name.as_ptr() as usize, 0o1102, 0o600);
              if file < 0 { return 1; }
              text[1] = b'x';
              if syscall3(number::WRITE, file as usize, text.as_ptr() as usize, 3) != 3 { return 2; }
              let at = syscall6(number::MMAP, 0, 4096, 1, 1, file as usize, 0);
              if (-4095..0).contains(&at) { return 3; }
              if *(at as *const u8).add(1) != b'x' { return 4; }
              if syscall3(number::LSEEK, file as usize, 0, 0) != 0 { return 5; }
              if syscall3(number::READ, file as usize, back.as_mut_ptr() as usize, 3) != 3 { return 6; }
              if &back != b"axc" { return 7; }
              if syscall2(number::MUNMAP, at as usize, 4096) != 0 { return 8; }
              if syscall1(number::CLOSE, file as usize) != 0 { return 9; }
              if syscall1(number::CLOSE, file as usize) != -9 { return 10; }
              if syscall0(number::GETPID) <= 0 { return 11; }
              syscall1(number::EXIT_GROUP, 42);
          }
          12
      }
      fn main() { std::process::exit(run()) }
      """;
}
