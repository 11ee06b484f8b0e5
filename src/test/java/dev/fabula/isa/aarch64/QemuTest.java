package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our meanings against qemu's: thousands of generated snippets in one run of one program. */
class QemuTest {

  private static final int INSTANCES = 24;

  /** A text to run, and how well we claim to know its effect. */
  private record Snippet(String text, Precision precision) {}

  @BeforeEach
  void needsQemu() {
    assumeTrue(Qemu.isThere(), "qemu-aarch64-static is not on the path");
  }

  @Test
  void valuesAgree() throws Exception {
    List<Snippet> snippets = snippets();
    Batch batch = new Batch(snippets.stream().map(Snippet::text).toList());
    List<Record> before = records(snippets.size());
    List<Record> after = batch.run(before);
    List<String> found = new ArrayList<>();
    Terms terms = new Terms();
    for (int i = 0; i < snippets.size(); i++) {
      List<String> here =
          differences(snippets.get(i), batch, i, before.get(i), after.get(i), terms);
      if (!here.isEmpty()) {
        found.add(snippets.get(i).text() + ": " + String.join(", ", here));
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<String> differences(
      Snippet snippet, Batch batch, int index, Record before, Record after, Terms terms) {
    ConcreteCpu cpu = new ConcreteCpu(terms);
    before.load(cpu);
    try {
      cpu.run(batch.code(index));
    } catch (UnknownInstruction reason) {
      return List.of(reason.getMessage());
    }
    List<String> found = after.differences(cpu);
    if (cpu.precision != snippet.precision()) {
      found.add("known by " + cpu.precision);
    }
    return found;
  }

  /**
   * What an instruction known by its footprint writes depends on nothing that we say it ignores.
   */
  @Test
  void footprintsNameAllThatIsRead() throws Exception {
    List<String> texts = new ArrayList<>();
    for (Snippet snippet : snippets()) {
      if (snippet.precision() == Precision.FOOTPRINT) {
        texts.add(snippet.text());
        texts.add(snippet.text());
      }
    }
    Batch batch = new Batch(texts);
    List<Record> before = records(texts.size());
    List<ConcreteCpu> cpus = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < texts.size(); i += 2) {
      ConcreteCpu cpu = new ConcreteCpu(new Terms());
      before.get(i).load(cpu);
      cpu.run(batch.code(i));
      cpus.add(cpu);
      before.set(i + 1, before.get(i).scrambled(Batch.address(i + 1), cpu.read, random));
    }
    List<Record> after = batch.run(before);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      for (String name : after.get(i).unlike(after.get(i + 1), cpus.get(i / 2).written)) {
        found.add(texts.get(i) + ": " + name);
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Snippet> snippets() throws IOException {
    Snippets maker = new Snippets(new Random(1));
    List<Snippet> snippets = new ArrayList<>();
    for (String pattern : Snippets.patterns()) {
      long choices = pattern.chars().filter(c -> c == '|').count();
      for (int i = 0; i < INSTANCES + 2 * choices; i++) {
        snippets.add(snippet(maker, pattern));
      }
    }
    return snippets;
  }

  private static Snippet snippet(Snippets maker, String pattern) {
    return pattern.startsWith("~")
        ? new Snippet(maker.fill(pattern.substring(1).strip()), Precision.FOOTPRINT)
        : new Snippet(maker.fill(pattern), Precision.EXACT);
  }

  private static List<Record> records(int count) {
    Random random = new Random(2);
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(Record.random(Batch.address(i), random));
    }
    return records;
  }
}
