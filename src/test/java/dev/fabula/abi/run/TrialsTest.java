package dev.fabula.abi.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.Abi;
import dev.fabula.abi.AbiReader;
import dev.fabula.abi.FaultyException;
import dev.fabula.abi.Machine;
import dev.fabula.asm.Assembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stubs run as described, and what is wrong in one is seen. */
final class TrialsTest {

  private static Abi abi(String name, String... variants) throws FaultyException {
    return AbiReader.read(
        AbiReader.shipped(name).orElseThrow(), Set.of(variants), Optional.empty());
  }

  private static List<Tried> run(
      Abi abi, String machine, String compiler, UnaryOperator<String> change) {
    List<Tried> tried = new ArrayList<>();
    try (Assembler assembler = new Assembler()) {
      new Trials(abi, assembler, tried::add, change)
          .run(abi.machine(machine).orElseThrow(), compiler, 2);
    }
    List<String> reasons =
        tried.stream()
            .map(Tried::outcome)
            .flatMap(o -> o instanceof Outcome.Skipped(String why) ? Stream.of(why) : Stream.of())
            .filter(why -> !why.equals("it is not made"))
            .distinct()
            .toList();
    reasons.forEach(why -> System.out.println("skipped: " + why));
    Assumptions.assumeTrue(reasons.isEmpty(), reasons.toString());
    return tried;
  }

  @TestFactory
  Stream<DynamicTest> whatIsMadeRunsAsDescribed() throws FaultyException {
    Abi sel4 = abi("sel4");
    Abi one = sel4.on(List.of(sel4.machine("ia32").orElseThrow()));
    return Stream.of(abi("linux"), abi("sel4", "mcs", "sysenter"), one)
        .flatMap(abi ->
            abi.machines().stream()
                .flatMap(m -> Stream.of("rustc", "gcc").map(c -> test(abi, m, c))));
  }

  private static DynamicTest test(Abi abi, Machine machine, String compiler) {
    String name = abi.name() + abi.variants() + " " + machine.name() + " " + compiler;
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<Tried> tried = run(abi, machine.name(), compiler, UnaryOperator.identity());
          assertThat(tried).hasSize(abi.stubs().size());
          assertThat(tried).extracting(Tried::outcome).contains(new Outcome.Passed());
          assertThat(tried).noneMatch(t -> t.outcome() instanceof Outcome.Failed);
        });
  }

  private static List<String> wrong(
      Abi abi, String machine, String compiler, UnaryOperator<String> change) {
    return run(abi, machine, compiler, change).stream()
        .map(Tried::outcome)
        .flatMap(o -> o instanceof Outcome.Failed(String what) ? Stream.of(what) : Stream.of())
        .toList();
  }

  @Test
  void valuesInWrongRegistersAreSeen() throws FaultyException {
    assertThat(wrong(abi("linux"), "x86_64", "rustc", text -> text.replace("\"rsi\"", "\"r13\"")))
        .hasSize(5)
        .allSatisfy(w -> assertThat(w).contains("at the trap, rsi holds").contains("for a1"));
    assertThat(wrong(abi("linux"), "x86_64", "gcc", text -> text.replace("r10", "r12"))).hasSize(3);
  }

  @Test
  void whatIsLostAndNotDeclaredIsSeen() throws FaultyException {
    assertThat(
            wrong(abi("linux"), "x86_64", "rustc", text -> text.replace("lateout(\"rcx\") _,", "")))
        .hasSize(7)
        .allSatisfy(w -> assertThat(w).contains("the caller has"));
    assertThat(wrong(abi("linux"), "x86_64", "gcc", text -> text.replace("\"rcx\", ", "")))
        .hasSize(7);
    assertThat(
            wrong(
                abi("sel4"),
                "x86_64",
                "gcc",
                text -> text.replace("\"movq %%r14, %%rsp\"", "\"\"")))
        .isNotEmpty();
  }

  @Test
  void promisesAboutMemoryAreSeen() throws FaultyException {
    assertThat(
            wrong(
                abi("sel4"),
                "x86_64",
                "rustc",
                text -> text.replace("options(nostack", "options(nomem, nostack")))
        .hasSize(6);
    // GCC deletes what is stored before a statement that does not say that it reads memory.
    assertThat(
            wrong(
                abi("sel4"),
                "x86_64",
                "gcc",
                text -> text.replace("\"r11\", \"r14\", \"memory\"", "\"r11\", \"r14\"")))
        .hasSize(6);
  }

  @Test
  void whatIsNotCompiledIsNotAsDescribed() throws FaultyException {
    assertThat(wrong(abi("linux"), "x86_64", "rustc", text -> text.replace("a0", "b0 c0")))
        .isNotEmpty()
        .allSatisfy(w -> assertThat(w).startsWith("rustc: error"));
  }
}
