package dev.fabula.exec;

import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of the instructions that LLVM decodes for an architecture: each was tried in the
 * forms that a resource lists.
 *
 * @param name what the architecture is called here, as in {@code x86_64} and {@code thumb}
 * @param mnemonics what is known of each, in the order of the alphabet
 */
public record Repertoire(String name, List<Mnemonic> mnemonics) {

  /** How much is known of an instruction. */
  public enum Knowledge {
    /** Its results are exact. */
    EXACT,
    /** Its results are exact in some forms, and what it reads and writes is known in all. */
    PARTLY,
    /** What it reads and writes is known. */
    FOOTPRINT,
    /** Nothing is known of its effect, at least in some form. */
    UNKNOWN;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A form of an instruction.
   *
   * @param text an instruction of this form as LLVM prints it
   * @param bytes its encoding
   * @param reason why nothing is known of it; empty if something is
   */
  public record Form(String text, Bytes bytes, Knowledge knowledge, Optional<String> reason) {}

  /** A mnemonic as LLVM prints it, and the forms that were tried. */
  public record Mnemonic(String name, List<Form> forms) {

    /** What is known of it in all forms. */
    public Knowledge knowledge() {
      Set<Knowledge> all = EnumSet.noneOf(Knowledge.class);
      forms.forEach(form -> all.add(form.knowledge()));
      if (all.contains(Knowledge.UNKNOWN)) {
        return Knowledge.UNKNOWN;
      }
      return all.size() > 1 ? Knowledge.PARTLY : all.iterator().next();
    }
  }

  /** Tries all that is listed for an architecture. */
  public static Repertoire of(Universe universe) {
    Optional<InstructionSet> set = InstructionSets.of(universe.architecture(), universe.mode());
    List<Mnemonic> mnemonics = new ArrayList<>();
    try (BufferedReader lines = open(universe.resource())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        mnemonics.add(mnemonic(universe, set, line.split(" ")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Repertoire(universe.word(), List.copyOf(mnemonics));
  }

  private static BufferedReader open(String resource) throws IOException {
    InputStream stream = Repertoire.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException("no resource " + resource);
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static Mnemonic mnemonic(Universe universe, Optional<InstructionSet> set, String[] line) {
    List<Form> forms = new ArrayList<>();
    List<Form> misread = new ArrayList<>();
    for (int n = 1; n < line.length; n++) {
      add(universe.decoded(Bytes.ofHex(line[n])), set, forms, misread);
    }
    return new Mnemonic(line[0], List.copyOf(forms.isEmpty() ? misread : forms));
  }

  private static void add(
      Decoded decoded, Optional<InstructionSet> set, List<Form> forms, List<Form> misread) {
    try {
      Knowledge knowledge = set.isEmpty() ? Knowledge.UNKNOWN : tried(decoded, set.get());
      forms.add(new Form(decoded.whole(), decoded.bytes(), knowledge, Optional.empty()));
    } catch (UnknownInstruction unknown) {
      Optional<String> reason = Optional.of(unknown.reason());
      Form form = new Form(decoded.whole(), decoded.bytes(), Knowledge.UNKNOWN, reason);
      (unknown.isMisread() ? misread : forms).add(form);
    } catch (RuntimeException e) {
      throw new IllegalStateException(decoded.whole(), e);
    }
  }

  private static Knowledge tried(Decoded decoded, InstructionSet set) throws UnknownInstruction {
    Instruction instruction = set.decode(decoded, List.of(), OptionalInt.empty());
    int addressWidth = set.registers().stackPointer().width();
    Precision precision = set.execute(instruction, new Rehearsal(addressWidth));
    return precision == Precision.EXACT ? Knowledge.EXACT : Knowledge.FOOTPRINT;
  }

  /** The mnemonics of one kind. */
  public List<Mnemonic> of(Knowledge knowledge) {
    return mnemonics.stream().filter(m -> m.knowledge() == knowledge).toList();
  }
}
