package dev.fabula.c;

import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a statement declares as lost (GCC manual, 6.11.2.6).
 *
 * @param names all names as written, without a percent sign
 * @param operands the registers among them, which share with no operand
 */
record Clobbers(Set<String> names, List<Operand> operands) {

  private static final Set<String> NO_REGISTERS =
      Set.of("memory", "cc", "flags", "fpsr", "fpcr", "dirflag", "redzone", "", "rflags", "eflags");

  static Clobbers read(Texts texts, AsmStatement statement, RegisterTable table) throws Fault {
    Set<String> names = new TreeSet<>();
    List<Operand> operands = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (List<Token> clobber : statement.clobbers()) {
      Optional<MappedText> text = texts.read(clobber);
      if (text.isEmpty()) {
        throw new Fault("a clobber is not a literal");
      }
      String name = text.get().text().replaceFirst("^[%#]", "");
      names.add(name);
      if (!NO_REGISTERS.contains(name)) {
        OperandRegister register = register(table, name);
        Span span = clobber.getFirst().span().to(clobber.getLast().span());
        if (seen.add(register.name())) {
          operands.add(operand(register, span));
        }
      }
    }
    return new Clobbers(names, operands);
  }

  private static Operand operand(OperandRegister register, Span span) {
    return new Operand.Register(
        span,
        Optional.empty(),
        Direction.OUT,
        new Binding.Explicit(register.name(), span),
        Optional.empty(),
        Optional.empty());
  }

  /** The whole register that a name is of: a clobber of a part is one of all. */
  static OperandRegister register(RegisterTable table, String name) throws Fault {
    OperandRegister part =
        table
            .register(name)
            .or(() -> table.register(name.replaceFirst("^[er](?=[a-z]{2}$)", "")))
            .orElseThrow(() -> new Fault("the register `" + name + "` is not known"));
    return table.registers().stream()
        .filter(r -> r.base().equals(part.base()) && r.group().equals(part.group()))
        .filter(r -> r.low() == 0 && r.width() > part.width() && r.classes().contains("reg"))
        .findFirst()
        .orElse(part);
  }
}
