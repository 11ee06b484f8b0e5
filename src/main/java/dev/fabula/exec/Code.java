package dev.fabula.exec;

import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Mode;
import dev.fabula.asm.ObjectCode;
import dev.fabula.asm.Statement;
import dev.fabula.asm.StatementMap;
import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The instructions of a site under one allocation, decoded where control reaches them. */
public final class Code {

  private final ObjectCode object;
  private final StatementMap statements;
  private final Disassembler disassembler;
  private final InstructionSet instructionSet;
  private final Map<Integer, List<ObjectCode.Stretch>> stretches = new HashMap<>();
  private final Map<CodePoint, Decoded> raw = new HashMap<>();
  private final Map<CodePoint, Instruction> decoded = new HashMap<>();

  /** The code of an object; its {@code .text} starts with the site's first statement. */
  public Code(
      ObjectCode object,
      StatementMap statements,
      Disassembler disassembler,
      InstructionSet instructionSet) {
    this.object = object;
    this.statements = statements;
    this.disassembler = disassembler;
    this.instructionSet = instructionSet;
  }

  /** The instruction set. */
  public InstructionSet instructionSet() {
    return instructionSet;
  }

  /** The object. */
  public ObjectCode object() {
    return object;
  }

  /** The statements of the text. */
  public StatementMap statements() {
    return statements;
  }

  /** Where control enters; empty if the text has no code in {@code .text}. */
  public Optional<CodePoint> entry() {
    return object
        .section(".text")
        .filter(s -> s.bytes().length() > 0)
        .map(s -> new CodePoint(s.index(), 0));
  }

  /** Whether the place is the end of the section that control entered, its literal pool aside. */
  boolean isEnd(CodePoint point) {
    return entry().isEmpty()
        || (point.section() == entry().get().section() && point.offset() == length(point));
  }

  /** Where the code of a section ends: before the literals that the assembler puts behind it. */
  private int length(CodePoint point) {
    ObjectCode.Section section = section(point);
    return stretches(section).stream()
        .reduce((first, second) -> second)
        .filter(last -> last.start() > 0 && isLiteral(point.at(last.start())))
        .map(last -> last.start() - padding(section, last.start()))
        .orElse(section.bytes().length());
  }

  /** How many bytes before T32's literals are there only to align them: they are zero. */
  private int padding(ObjectCode.Section section, int literals) {
    int at = literals - 2;
    boolean aligned = disassembler.mode() != Mode.DEFAULT && literals % 4 == 0 && at > 0;
    return aligned
            && section.bytes().at(at) == 0
            && section.bytes().at(at + 1) == 0
            && statements.at(section, at).equals(statements.at(section, at - 1))
        ? 2
        : 0;
  }

  /** Whether a place holds a literal that the assembler put there, no statement of the text. */
  public boolean isLiteral(CodePoint point) {
    return content(point) == ObjectCode.Content.DATA
        && !statement(point).filter(Statement.Directive.class::isInstance).isPresent();
  }

  /** Whether a place holds data, by a directive or as a literal. */
  public boolean isData(CodePoint point) {
    return content(point) == ObjectCode.Content.DATA;
  }

  private List<ObjectCode.Stretch> stretches(ObjectCode.Section section) {
    return stretches.computeIfAbsent(section.index(), k -> object.stretches(section));
  }

  private ObjectCode.Content content(CodePoint point) {
    return stretches(section(point)).stream()
        .filter(s -> s.start() <= point.offset() && point.offset() < s.end())
        .map(ObjectCode.Stretch::content)
        .findFirst()
        .orElse(ObjectCode.Content.CODE);
  }

  /** The other instruction set that the text has changed to at a place, if it has. */
  public Optional<String> otherMode(CodePoint point) {
    boolean thumb = disassembler.mode() != Mode.DEFAULT;
    return switch (content(point)) {
      case A32 -> thumb ? Optional.of("A32") : Optional.empty();
      case T32 -> thumb ? Optional.empty() : Optional.of("T32");
      case CODE, DATA -> Optional.empty();
    };
  }

  private ObjectCode.Section section(CodePoint point) {
    return object.section(point.section()).orElseThrow();
  }

  /**
   * The instruction at a place inside of its section.
   *
   * @throws UnknownInstruction if the bytes there are none, or none that is understood
   */
  public Instruction at(CodePoint point) throws UnknownInstruction {
    Instruction known = decoded.get(point);
    if (known == null) {
      known = decode(point);
      decoded.put(point, known);
    }
    return known;
  }

  private Instruction decode(CodePoint point) throws UnknownInstruction {
    ObjectCode.Section section = section(point);
    Bytes bytes = section.bytes();
    if (point.offset() < 0 || point.offset() >= bytes.length()) {
      throw new UnknownInstruction("control leaves the section `" + section.name() + "`");
    }
    Decoded next = disassembled(section, point);
    Optional<String> mode = otherMode(point);
    if (mode.isPresent()) {
      throw new UnknownInstruction("the text changes to " + mode.get() + " instructions");
    }
    if (!next.isInstruction()) {
      throw new UnknownInstruction(
          "the bytes `" + next.bytes() + "` are no instruction that the disassembler knows");
    }
    OptionalInt statement = statement(point).stream().mapToInt(Statement::index).findFirst();
    return instructionSet.decode(
        next, relocationsIn(section, next.offset(), next.size()), statement);
  }

  /** The statement of the text that the code at a place comes from; none at a section's end. */
  public Optional<Statement> statement(CodePoint point) {
    ObjectCode.Section section = section(point);
    return point.offset() < section.bytes().length()
        ? statements.at(section, point.offset())
        : Optional.empty();
  }

  /** What the disassembler makes of the bytes at a place inside of its section. */
  public Decoded decoded(CodePoint point) {
    return disassembled(section(point), point);
  }

  /** Disassembles from the place to the section's end, where that was not done yet. */
  private Decoded disassembled(ObjectCode.Section section, CodePoint point) {
    if (!raw.containsKey(point)) {
      Bytes bytes = section.bytes();
      for (Decoded next : disassembler.decode(bytes, point.offset(), bytes.length())) {
        raw.putIfAbsent(point.at(next.offset()), next);
      }
    }
    return known(point);
  }

  private Decoded known(CodePoint point) {
    return Objects.requireNonNull(raw.get(point), "a place between two instructions");
  }

  private List<ObjectCode.Relocation> relocationsIn(
      ObjectCode.Section section, int offset, int size) {
    List<ObjectCode.Relocation> result = new ArrayList<>();
    for (ObjectCode.Relocation relocation : object.relocations()) {
      if (relocation.section() == section.index()
          && relocation.offset() >= offset
          && relocation.offset() < offset + size) {
        result.add(relocation);
      }
    }
    return result;
  }

  /**
   * All instructions of executable sections in order of their places; bytes that are none are
   * passed over.
   */
  public Map<CodePoint, Instruction> all() {
    Map<CodePoint, Instruction> result = new java.util.LinkedHashMap<>();
    for (ObjectCode.Section section : object.sections()) {
      if (section.isExecutable()) {
        addAll(section, result);
      }
    }
    return result;
  }

  private void addAll(ObjectCode.Section section, Map<CodePoint, Instruction> result) {
    int offset = 0;
    while (offset < section.bytes().length()) {
      CodePoint point = new CodePoint(section.index(), offset);
      if (isLiteral(point)) {
        offset++;
        continue;
      }
      try {
        Instruction instruction = at(point);
        result.put(point, instruction);
        offset += Math.max(1, instruction.size());
      } catch (UnknownInstruction unknown) {
        offset += Math.max(1, known(point).size());
      }
    }
  }

  /** The place of the code that a target names, if it is in the site's own sections. */
  public Optional<CodePoint> place(CodePoint from, Operand.Target target) {
    Address address = target.address();
    if (address.symbol().isEmpty()) {
      return Optional.of(from.at((int) address.addend()));
    }
    return defined(address.symbol().get(), address.addend());
  }

  private Optional<CodePoint> defined(String symbol, long addend) {
    return object
        .symbol(symbol)
        .filter(s -> s.section() > 0)
        .filter(s -> object.section(s.section()).filter(x -> x.isExecutable()).isPresent())
        .map(s -> new CodePoint(s.section(), (int) (s.value() + addend)));
  }

  /** The address of a place. */
  Term address(CodePoint point, Run run) {
    return base(point.section(), run).add(point.offset());
  }

  private Term base(int section, Run run) {
    int width = run.entryStackPointer().width();
    return run.unknown("code." + section, width, new Origin.Made("code"));
  }

  /** The place in the site's code that an address is, if it certainly is one. */
  Optional<CodePoint> pointAt(Term address, Run run) {
    for (ObjectCode.Section section : object.sections()) {
      if (section.isExecutable() && section.bytes().length() > 0) {
        Term distance = address.sub(base(section.index(), run));
        int length = section.bytes().length();
        if (distance.isConstant() && distance.value().bitLength() < 31) {
          int offset = distance.value().intValue();
          if (offset <= length) {
            return Optional.of(new CodePoint(section.index(), offset));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The bytes at an address in the site's own code, as a little-endian value. */
  Term constant(Term address, int bytes, Run run) {
    CodePoint point = pointAt(address, run).orElseThrow();
    ObjectCode.Section section = section(point);
    int end = point.offset() + bytes;
    boolean plain =
        end <= section.bytes().length() && relocationsIn(section, point.offset(), bytes).isEmpty();
    if (!plain) {
      String name = "literal." + point.section() + "." + point.offset();
      return run.unknown(name, 8 * bytes, new Origin.Made("literal"));
    }
    Term result = run.terms().constant(section.bytes().at(end - 1), 8);
    for (int i = end - 2; i >= point.offset(); i--) {
      result = result.concat(run.terms().constant(section.bytes().at(i), 8));
    }
    return result;
  }

  /** The value of a symbolic number. */
  Term symbol(Address address, int width, Run run) {
    String symbol = address.symbol().orElseThrow();
    if (address.part() == Address.Part.WHOLE && width == run.entryStackPointer().width()) {
      Optional<CodePoint> own = defined(symbol, address.addend());
      if (own.isPresent()) {
        return address(own.get(), run);
      }
    }
    String name = "symbol." + symbol + partName(address.part()) + (width == 64 ? "" : "." + width);
    Term base = run.unknown(name, width, new Origin.Made("symbol"));
    run.place(base, symbol);
    return base.add(run.terms().constant(address.addend(), width));
  }

  private static String partName(Address.Part part) {
    return part == Address.Part.WHOLE ? "" : "." + part.name().toLowerCase(java.util.Locale.ROOT);
  }
}
