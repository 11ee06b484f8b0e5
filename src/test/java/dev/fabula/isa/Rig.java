package dev.fabula.isa;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Snippets.Snippet;
import dev.fabula.term.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Compares an instruction set's meanings with an emulator's.
 *
 * @param prepare sets what may not be random in a state: addresses, small indexes, flags
 */
public record Rig(
    Qemu qemu,
    Architecture architecture,
    InstructionSet set,
    Function<String, Location> locations,
    Layout layout,
    Batch.Frame frame,
    BiConsumer<EmulatedState, Random> prepare) {

  /** Where a value that we claim to know, or the claim itself, is not what it should be. */
  public List<String> differences(List<Snippet> snippets) throws Exception {
    Batch batch = batch(snippets.stream().map(Snippet::text).toList());
    List<EmulatedState> before = states(snippets.size());
    List<EmulatedState> after = batch.run(qemu, before);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < snippets.size(); i++) {
      List<String> here = differences(snippets.get(i), batch.code(i), before.get(i), after.get(i));
      if (!here.isEmpty()) {
        found.add(snippets.get(i).text() + ": " + String.join(", ", here));
      }
    }
    return found;
  }

  private List<String> differences(
      Snippet snippet, List<Instruction> code, EmulatedState before, EmulatedState after) {
    ConcreteCpu cpu = cpu(before);
    try {
      cpu.run(code);
    } catch (UnknownInstruction reason) {
      return List.of(reason.getMessage());
    }
    List<String> found = after.differences(cpu);
    if (cpu.precision != snippet.precision()) {
      found.add("known by " + cpu.precision);
    }
    return found;
  }

  /** Where what a footprint says is written depends on something that it does not say is read. */
  public List<String> unnamedReads(List<Snippet> snippets) throws Exception {
    List<String> texts = new ArrayList<>();
    for (Snippet snippet : snippets) {
      if (snippet.precision() == Precision.FOOTPRINT) {
        texts.add(snippet.text());
        texts.add(snippet.text());
      }
    }
    Batch batch = batch(texts);
    List<EmulatedState> before = states(texts.size());
    List<ConcreteCpu> cpus = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      ConcreteCpu cpu = cpu(before.get(i));
      cpu.run(batch.code(i));
      cpus.add(cpu);
      before.get(i + 1).adopt(before.get(i), cpu.read);
    }
    List<EmulatedState> after = batch.run(qemu, before);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      for (String name : after.get(i).unlike(after.get(i + 1), cpus.get(i / 2).written)) {
        found.add(texts.get(i) + ": " + name);
      }
    }
    return found;
  }

  private Batch batch(List<String> texts) {
    return new Batch(architecture, set, texts, frame);
  }

  private ConcreteCpu cpu(EmulatedState state) {
    ConcreteCpu cpu = new ConcreteCpu(new Terms(), set, locations);
    state.load(cpu);
    return cpu;
  }

  private List<EmulatedState> states(int count) throws IOException {
    Random random = new Random(2);
    List<EmulatedState> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long address = Qemu.DATA + (long) i * layout.size();
      EmulatedState state = EmulatedState.random(layout, address, random);
      prepare.accept(state, random);
      states.add(state);
    }
    return states;
  }
}
