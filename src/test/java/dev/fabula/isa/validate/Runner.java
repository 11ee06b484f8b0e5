package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs forms on states in child processes, which may die of them. */
final class Runner {

  private static final int SECONDS = 60;

  private final Target target;
  private final Program program;

  Runner(Target target) {
    this.target = target;
    this.program = new Program(target);
  }

  /**
   * One execution.
   *
   * @param form index of its form in the batch
   * @param before what the code starts from
   */
  record Execution(int form, MachineState before) {}

  /**
   * Runs executions of a batch of forms; sets the addresses of code in their states.
   *
   * @return the states afterwards, empty where the child did not survive
   */
  List<Optional<MachineState>> run(List<Bytes> codes, List<Execution> executions)
      throws IOException, InterruptedException {
    Program.Image image = program.image(codes);
    for (Execution one : executions) {
      one.before().code(image.addresses().get(one.form()) + target.entryBit());
    }
    List<Optional<MachineState>> after = new ArrayList<>();
    while (after.size() < executions.size()) {
      List<MachineState> rest =
          executions.subList(after.size(), executions.size()).stream()
              .map(Execution::before)
              .toList();
      after.addAll(child(image.code(), rest));
      if (after.size() < executions.size()) {
        after.add(Optional.empty());
      }
    }
    return after;
  }

  /** What a child leaves of the states, up to the one that it does not survive. */
  private List<Optional<MachineState>> child(byte[] code, List<MachineState> states)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("forms", ".elf");
    Path output = Files.createTempFile("forms", ".out");
    try {
      Files.write(file, program.elf(code, states));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      List<String> command = new ArrayList<>(target.command());
      command.add(file.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return split(states.getFirst().layout(), Files.readAllBytes(output));
    } finally {
      Files.delete(file);
      Files.delete(output);
    }
  }

  private static List<Optional<MachineState>> split(Layout layout, byte[] all) {
    List<Optional<MachineState>> states = new ArrayList<>();
    int size = layout.size();
    for (int at = 0; at + size <= all.length; at += size) {
      byte[] one = Arrays.copyOfRange(all, at, at + size);
      states.add(Optional.of(new MachineState(layout, one)));
    }
    return states;
  }
}
