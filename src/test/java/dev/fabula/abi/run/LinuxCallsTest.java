package dev.fabula.abi.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.Abi;
import dev.fabula.abi.AbiReader;
import dev.fabula.abi.FaultyException;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.Probe;
import dev.fabula.abi.generate.Probe.Word;
import dev.fabula.abi.generate.RustStubs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Stubs of both languages make real system calls of Linux on emulated processors. */
final class LinuxCallsTest {

  private static final Workshop WORKSHOP = new Workshop();
  private static final int BAD_DESCRIPTOR = -9;
  private static final int TRY_AGAIN = -11;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> callsDoWhatLinuxDoes() throws FaultyException {
    Abi linux =
        AbiReader.read(AbiReader.shipped("linux").orElseThrow(), Set.of(), Optional.empty());
    return linux.machines().stream()
        .flatMap(m ->
            Stream.of("rustc", "gcc")
                .map(c ->
                    DynamicTest.dynamicTest(
                        m.name() + " " + c,
                        () -> {
                          for (int level : List.of(0, 2)) {
                            run(linux, m, c, level);
                          }
                        })));
  }

  private void run(Abi linux, Machine machine, String compiler, int level) throws IOException {
    Processor processor = Processor.of(machine.architecture()).orElseThrow();
    Optional<String> emulator = WORKSHOP.emulator(processor);
    skipUnless(emulator.isPresent(), "no emulator for " + machine.name());
    switch (make(linux, machine, processor, compiler, level)) {
      case Workshop.Made.Missing(String why) -> skipUnless(false, why);
      case Workshop.Made.Refused(String how) -> throw new AssertionError(how);
      case Workshop.Made.Program(Path file) -> {
        try (Gdb gdb = Gdb.start(emulator.orElseThrow(), file)) {
          Session session = new Session(gdb, Elf.read(Files.readAllBytes(file)), processor, level);
          new Calls(linux, machine, session).make(folder.resolve("file"));
        }
      }
    }
  }

  private static void skipUnless(boolean there, String why) {
    if (!there) {
      System.out.println("skipped: " + why);
    }
    Assumptions.assumeTrue(there, why);
  }

  private Workshop.Made make(
      Abi linux, Machine machine, Processor processor, String compiler, int level)
      throws IOException {
    if (compiler.equals("rustc")) {
      Generated made = RustStubs.of(linux, List.of(machine));
      String module = made.files().getOrDefault("src/" + machine.name() + ".rs", "");
      Optional<String> library = WORKSHOP.library(processor);
      String text = Probe.inRust(linux, machine, made, module, processor.live(), library);
      Files.writeString(folder.resolve("probe.rs"), text);
      return WORKSHOP.rust(folder, processor, level);
    }
    Generated made = CStubs.of(linux, List.of(machine));
    for (Map.Entry<String, String> file : made.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String text = Probe.inC(linux, machine, made, processor.live());
    Files.writeString(folder.resolve("probe.c"), text);
    return WORKSHOP.gcc(folder, processor, level);
  }

  /** The calls of one program, one after another. */
  private record Calls(Abi linux, Machine machine, Session session) {

    private long call(String name, long... arguments) throws IOException {
      Stub stub =
          linux.stubs().stream()
              .filter(s -> s.name().equals("syscall" + arguments.length))
              .findFirst()
              .orElseThrow()
              .on(machine);
      Values words = session.prepare(stub);
      session.write(Word.GIVEN.of(0), Objects.requireNonNull(machine.numbers().get(name)));
      for (int i = 0; i < arguments.length; i++) {
        session.write(Word.GIVEN.of(i + 1), arguments[i]);
      }
      Values entry = session.enter(stub);
      assertThat(session.go()).as(name).startsWith("T05");
      Values now = session.registers();
      Processor processor = session.processor();
      assertThat(now.of(processor.counter())).isEqualTo(session.end());
      for (String register : processor.saved()) {
        assertThat(now.of(register)).as(register).isEqualTo(entry.of(register));
      }
      for (int i = 0; i < processor.live(); i++) {
        assertThat(session.read(Word.KEPT.of(i))).isEqualTo(words.of(Word.LIVE.of(i)));
      }
      long result = session.read(Word.GOT.of(0));
      return processor.bytes() == 4 ? (int) result : result;
    }

    private void store(long address, String text) throws IOException {
      byte[] bytes = (text + "\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.US_ASCII);
      int width = session.processor().bytes();
      for (int i = 0; i + width <= bytes.length; i += width) {
        long word = 0;
        for (int j = width - 1; j >= 0; j--) {
          word = word << 8 | bytes[i + j];
        }
        session.write(address + i, word);
      }
    }

    /** The one with six arguments; where there is none, that which takes them from memory. */
    private long map(long scratch, long file) throws IOException {
      long[] arguments = {0, 4096, 1, 2, file, 0};
      if (machine.name().equals("i386")) {
        for (int i = 0; i < arguments.length; i++) {
          session.write(scratch + 4L * i, arguments[i]);
        }
        return call("mmap", scratch);
      }
      return call(machine.numbers().containsKey("mmap2") ? "mmap2" : "mmap", arguments);
    }

    void make(Path path) throws IOException {
      long name = session.stack() + 64;
      long scratch = session.stack() + 1024;
      store(name, path.toString());
      // AT_FDCWD; O_RDWR, O_CREAT and O_TRUNC
      long file = call("openat", -100, name, 01102, 0600);
      assertThat(file).isPositive();
      store(scratch, "Fabula");
      assertThat(call("write", file, scratch, 6)).isEqualTo(6);
      assertThat(Files.readString(path)).isEqualTo("Fabula");
      assertThat(call("lseek", file, 2, 0)).isEqualTo(2);
      assertThat(call("read", file, scratch + 512, 3)).isEqualTo(3);
      assertThat(session.read(scratch + 512) & 0xff_ffff).isEqualTo('b' | 'u' << 8 | 'l' << 16);
      long place = map(scratch, file);
      assertThat(place < 0 && place > -4096).isFalse();
      assertThat((int) session.read(session.processor().word(place))).isEqualTo(0x75626146);
      assertThat(call("munmap", place, 4096)).isZero();
      assertThat(call("close", file)).isZero();
      assertThat(call("close", file)).isEqualTo(BAD_DESCRIPTOR);
      // FUTEX_WAIT for a word that is another; FUTEX_WAKE, where nobody sleeps
      long word = session.read(scratch) & 0xffff_ffffL;
      assertThat(call("futex", scratch, 0, word ^ 1, 0)).isEqualTo(TRY_AGAIN);
      assertThat(call("futex", scratch, 1, 1)).isZero();
      assertThat(call("getpid")).isPositive();
    }
  }
}
