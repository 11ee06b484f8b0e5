package dev.fabula.isa.validate;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.ObjectCode;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Turns texts and bytes into forms. */
final class Assembling implements AutoCloseable {

  private static final int CHUNK = 256;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Target target;
  private final Assembler assembler = new Assembler();
  private final Disassembler disassembler;

  Assembling(Target target) {
    this.target = target;
    this.disassembler = Disassembler.of(target.architecture(), target.dialect(), target.mode());
  }

  @Override
  public void close() {
    assembler.close();
  }

  /**
   * The forms of those texts that assemble: all of them have to, if a target's own file has them.
   */
  List<Form> forms(List<String> texts, boolean byHand) {
    List<Form> forms = new ArrayList<>();
    for (int at = 0; at < texts.size(); at += CHUNK) {
      List<String> chunk = texts.subList(at, Math.min(texts.size(), at + CHUNK));
      chunk(new ArrayList<>(chunk), byHand, forms);
    }
    return forms;
  }

  private void chunk(List<String> texts, boolean byHand, List<Form> forms) {
    while (!texts.isEmpty()) {
      List<Integer> owners = new ArrayList<>();
      switch (assembler.assemble(request(texts, owners))) {
        case Assembly.Assembled done -> {
          split(texts, done.object(), byHand, forms);
          return;
        }
        case Assembly.Rejected rejected -> {
          Set<String> bad = new HashSet<>();
          rejected.diagnostics().forEach(d -> bad.add(texts.get(owners.get(d.line() - 1))));
          if (byHand && target.ownsPatterns()) {
            throw new AssertionError(bad + " " + rejected.diagnostics().getFirst());
          }
          texts.removeAll(bad);
        }
        case Assembly other -> {
          halve(texts, byHand, forms);
          return;
        }
      }
    }
  }

  /** Leaves out the one text that makes the assembler crash or spin. */
  private void halve(List<String> texts, boolean byHand, List<Form> forms) {
    int half = texts.size() / 2;
    if (half > 0) {
      chunk(new ArrayList<>(texts.subList(0, half)), byHand, forms);
      chunk(new ArrayList<>(texts.subList(half, texts.size())), byHand, forms);
    }
  }

  /** All texts between labels; says whose each line is. */
  private AssemblyRequest request(List<String> texts, List<Integer> owners) {
    StringBuilder all = new StringBuilder(target.preamble()).append('\n');
    owners.add(0);
    for (int n = 0; n < texts.size(); n++) {
      for (String line : ("form" + n + ":\n" + texts.get(n)).split("\n")) {
        all.append(line).append('\n');
        owners.add(n);
      }
    }
    all.append("form").append(texts.size()).append(":\n");
    return new AssemblyRequest(
        target.architecture(), target.dialect(), target.mode(), all.toString(), LIMIT);
  }

  private void split(List<String> texts, ObjectCode object, boolean byHand, List<Form> forms) {
    Map<String, Integer> labels = new HashMap<>();
    object.symbols().forEach(s -> labels.put(s.name(), (int) s.value()));
    for (int n = 0; n < texts.size(); n++) {
      int start = labels.getOrDefault("form" + n, 0);
      int end = labels.getOrDefault("form" + (n + 1), 0);
      boolean relocated =
          object.relocations().stream().anyMatch(r -> r.offset() >= start && r.offset() < end);
      if (!relocated && end > start) {
        Bytes code = object.text().slice(start, end);
        form(texts.get(n).replace('\n', ';'), code, byHand).ifPresent(forms::add);
      }
    }
  }

  /** The form of bytes that are one instruction. */
  Optional<Form> one(Bytes bytes) {
    List<Decoded> all = disassembler.decode(bytes);
    if (all.isEmpty() || !all.getFirst().isInstruction()) {
      return Optional.empty();
    }
    return form("", bytes.slice(0, all.getFirst().size()), false);
  }

  private Optional<Form> form(String text, Bytes code, boolean byHand) {
    List<Instruction> instructions = new ArrayList<>();
    try {
      for (Decoded one : disassembler.decode(code)) {
        instructions.add(target.set().decode(one, List.of(), OptionalInt.empty()));
      }
    } catch (UnknownInstruction unknown) {
      return Optional.empty();
    }
    Instruction first = instructions.getFirst();
    String told = instructions.size() == 1 ? first.decoded().whole() : text;
    return Optional.of(new Form(first.mnemonic(), told, code, instructions, byHand));
  }
}
