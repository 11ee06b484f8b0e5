package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Mode;
import dev.fabula.asm.ObjectCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A static executable that runs forms on states: it loads a state, goes to its code, and when that
 * comes to its end or is ended by a signal, writes what the state has become to standard output.
 */
final class Program {

  /** Address of the program's own code; that of the forms follows. */
  static final long CODE = 0x400000;

  /** Address of the words that the program keeps: this state, the end of all states, scratch. */
  static final long OWN = 0x10000000L;

  /** How far behind that its stacks end, and the states start. */
  static final int STATES = 0x40000;

  /** Address of two pages, all that forms may access; none lies before or behind them. */
  static final long WINDOW = 0x30000000L;

  /** Size of both pages. */
  static final int WINDOW_SIZE = 0x2000;

  private static final int PAGE = 0x10000;
  private static final int ARM_ABI = 0x05000000;
  private static final int ARM = 40;

  private final Target target;
  private final byte[] own;
  private final long leave;

  /** The program of a target. */
  Program(Target target) {
    this.target = target;
    ObjectCode object = assemble(target.architecture(), target.programText());
    own = object.text().toArray();
    leave =
        object.symbols().stream()
                .filter(s -> s.name().equals("leave"))
                .findFirst()
                .orElseThrow()
                .value()
            + CODE;
  }

  private static ObjectCode assemble(Architecture architecture, String text) {
    try (Assembler assembler = new Assembler()) {
      AssemblyRequest request =
          AssemblyRequest.of(architecture, text).in(Mode.DEFAULT).within(Duration.ofSeconds(60));
      if (assembler.assemble(request) instanceof Assembly.Assembled done) {
        return done.object();
      }
      throw new AssertionError(assembler.assemble(request).toString());
    }
  }

  /** Code with the addresses at which its pieces lie. */
  record Image(byte[] code, List<Long> addresses) {}

  /** The program's own code followed by that of forms, each of which ends with a way back. */
  Image image(List<Bytes> codes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(own);
    List<Long> addresses = new ArrayList<>();
    for (Bytes code : codes) {
      while (all.size() % 16 != 0) {
        all.write(0);
      }
      addresses.add(CODE + all.size());
      all.writeBytes(code.toArray());
      all.writeBytes(target.wayBack(CODE + all.size(), leave));
    }
    return new Image(all.toByteArray(), addresses);
  }

  /** An executable of three segments: code, the program's words and the states, the window. */
  byte[] elf(byte[] code, List<MachineState> states) {
    boolean wide = target.wordSize() == 8;
    int size = states.isEmpty() ? 0 : states.getFirst().bytes().length;
    int dataAt = (PAGE + code.length + PAGE - 1) / PAGE * PAGE;
    int dataSize = STATES + size * states.size();
    int windowAt = (dataAt + dataSize + PAGE - 1) / PAGE * PAGE;
    ByteBuffer file = ByteBuffer.allocate(windowAt + WINDOW_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    header(file, wide);
    segment(file, 5, PAGE, CODE, code.length);
    segment(file, 6, dataAt, OWN, dataSize);
    segment(file, 6, windowAt, WINDOW, WINDOW_SIZE);
    file.position(PAGE).put(code);
    file.position(dataAt);
    word(file, OWN + STATES);
    word(file, OWN + dataSize);
    file.position(dataAt + STATES);
    states.forEach(s -> file.put(s.bytes()));
    return file.array();
  }

  private void header(ByteBuffer file, boolean wide) {
    file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1}).position(16);
    file.putShort((short) 2).putShort((short) target.machine()).putInt(1);
    word(file, CODE);
    word(file, wide ? 64 : 52);
    word(file, 0);
    file.putInt(target.machine() == ARM ? ARM_ABI : 0).putShort((short) (wide ? 64 : 52));
    file.putShort((short) (wide ? 56 : 32)).putShort((short) 3);
    file.position(wide ? 64 : 52);
  }

  private void segment(ByteBuffer file, int flags, int at, long address, int size) {
    boolean wide = target.wordSize() == 8;
    file.putInt(1);
    if (wide) {
      file.putInt(flags);
    }
    word(file, at);
    word(file, address);
    word(file, address);
    word(file, size);
    word(file, size);
    if (!wide) {
      file.putInt(flags);
    }
    word(file, 0x1000);
  }

  private void word(ByteBuffer file, long value) {
    if (target.wordSize() == 8) {
      file.putLong(value);
    } else {
      file.putInt((int) value);
    }
  }
}
