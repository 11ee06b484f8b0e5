package dev.fabula.abi.run;

import dev.fabula.abi.Stub;
import dev.fabula.abi.generate.Probe;
import dev.fabula.abi.generate.Probe.Word;
import dev.fabula.asm.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program for trying stubs in, of which one function after another is called. */
final class Session {

  private static final int FRAME = 8192;
  private static final int LONGEST_BREAK = 4;

  private final Gdb gdb;
  private final Elf program;
  private final Processor processor;
  private final Random random;
  private final long stack;

  /**
   * A session with a program that is stopped at its start.
   *
   * @throws IOException if the emulator does not do what it is told
   */
  Session(Gdb gdb, Elf program, Processor processor, long seed) throws IOException {
    this.gdb = gdb;
    this.program = program;
    this.processor = processor;
    this.random = new Random(seed);
    this.stack = (registers().of(processor.stack()) - FRAME) & -64L;
    gdb.breakAt(end(), LONGEST_BREAK);
  }

  Processor processor() {
    return processor;
  }

  /** The stack pointer of who calls. */
  long stack() {
    return stack;
  }

  /** The address to which functions come back. */
  long end() {
    return address(Probe.START);
  }

  /** Stops the program at all places where it has such an instruction; answers with them. */
  List<Long> breakAt(Bytes instruction) throws IOException {
    List<Long> places = program.places(instruction);
    for (long place : places) {
      gdb.breakAt(place, Math.min(instruction.length(), LONGEST_BREAK));
    }
    return places;
  }

  /** The address of a name; throws if the program has none. */
  long address(String name) {
    return program.address(name).orElseThrow(() -> new IllegalStateException("no " + name));
  }

  /** A word of the program. */
  long read(String name) throws IOException {
    return read(address(name));
  }

  /** A word of memory. */
  long read(long address) throws IOException {
    return gdb.read(address, processor.bytes());
  }

  /** Stores a word of the program. */
  void write(String name, long value) throws IOException {
    write(address(name), value);
  }

  /** Stores a word in memory. */
  void write(long address, long value) throws IOException {
    gdb.write(address, value, processor.bytes());
  }

  /** A random word. */
  long any() {
    return processor.word(random.nextLong());
  }

  /** The registers by name. */
  Values registers() throws IOException {
    List<String> names = processor.registers();
    long[] values = gdb.registers(names.size(), processor.bytes());
    Values result = new Values();
    for (int i = 0; i < values.length; i++) {
      result.put(names.get(i), values[i]);
    }
    return result;
  }

  /** Sets a register. */
  void set(String register, long value) throws IOException {
    gdb.set(processor.registers().indexOf(register), value, processor.bytes());
  }

  /** Lets the program run until it stops; tells why, as GDB's protocol has it. */
  String go() throws IOException {
    return gdb.go();
  }

  /** Gives all words of the program values, and answers with them. */
  Values prepare(Stub stub) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < stub.inputs().size(); i++) {
      names.add(Word.GIVEN.of(i));
    }
    for (int i = 0; i < stub.outputs().size(); i++) {
      names.add(Word.GOT.of(i));
    }
    for (int i = 0; i < processor.live(); i++) {
      names.addAll(List.of(Word.LIVE.of(i), Word.KEPT.of(i)));
    }
    names.addAll(List.of(Word.PUT.of(0), Word.PUT.of(1), Word.PAGE.of(0), Word.SEEN.of(0)));
    Values words = new Values();
    for (String name : names) {
      words.put(name, any());
      write(name, words.of(name));
    }
    return words;
  }

  /** Makes ready to call the function of a stub; answers with the registers as they are then. */
  Values enter(Stub stub) throws IOException {
    for (String register : processor.free()) {
      set(register, any());
    }
    if (processor.link().isPresent()) {
      set(processor.link().get(), end());
      set(processor.stack(), stack);
    } else {
      write(stack - processor.bytes(), end());
      set(processor.stack(), stack - processor.bytes());
    }
    set(processor.counter(), address(Probe.function(stub)));
    return registers();
  }
}
