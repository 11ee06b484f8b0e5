package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Mode;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Location;
import dev.fabula.isa.validate.Layout.Field;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A processor or emulator that meanings are compared with. */
interface Target {

  /** As on the command line. */
  String name();

  /** Whose code it runs. */
  Architecture architecture();

  /** The instruction set that forms are in. */
  default Mode mode() {
    return Mode.DEFAULT;
  }

  /** The syntax that forms are printed in. */
  default Dialect dialect() {
    return Dialect.PLAIN;
  }

  /** The meanings. */
  InstructionSet set();

  /** How its states lie in memory. */
  Layout layout();

  /** The field of a location, if states have it. */
  @Nullable Field field(String location);

  /** Whether a location is compared after a form has run. */
  default boolean isCompared(Location location) {
    return field(location.name()) != null;
  }

  /** Locations that no state sets, but whose values are known. */
  Map<String, BigInteger> constants();

  /**
   * Names of registers that forms may use: one list a register, its names in an order that is the
   * same for all registers of a bank.
   */
  List<List<List<String>>> banks();

  /** How many registers of each bank instructions may name without an operand. */
  int special();

  /** Makes a random state one that the target can start from. */
  void prepare(MachineState state, Random random);

  /** Makes a random state full of floats one that float instructions are tried on. */
  default void prepareFloats(MachineState state, Random random) {}

  /** Changes a state from what meanings work on to what the program loads. */
  default void toMachine(MachineState state) {}

  /** Changes a state from what the program stores to what meanings work on. */
  default void fromMachine(MachineState state) {}

  /** A part of the encodings from which forms are derived, in a random order. */
  Iterable<Bytes> encodings(Random random, double share);

  /** A directive that comes before forms as text; none is empty. */
  default String preamble() {
    return "";
  }

  /** Folder of its patterns. */
  String patterns();

  /** Whether all patterns are meant for it; else those that do not assemble are left out. */
  default boolean ownsPatterns() {
    return true;
  }

  /** What the letters in its patterns stand for. */
  default Map<String, String> choices() {
    return Map.of();
  }

  /** Whether a form makes what comes behind it conditional. */
  default boolean opensBlock(Form form) {
    return false;
  }

  /** Reason for which it cannot be used here. */
  Optional<String> absent();

  /** Command that runs an executable. */
  List<String> command();

  /** Assembly of the program that runs forms. */
  String programText();

  /** A jump from an address to another. */
  byte[] wayBack(long from, long to);

  /** Number of the architecture in ELF. */
  int machine();

  /** Bytes of an address. */
  int wordSize();

  /** What is added to an address of code. */
  default int entryBit() {
    return 0;
  }
}
