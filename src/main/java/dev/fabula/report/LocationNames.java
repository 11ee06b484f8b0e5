package dev.fabula.report;

import dev.fabula.check.Lesson;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names by which an instruction's text calls locations and parts of them. */
final class LocationNames {

  private final Lesson lesson;
  private final List<RegisterView> views = new ArrayList<>();

  /** The names for an instruction of a lesson. */
  LocationNames(Lesson lesson, Instruction instruction) {
    this.lesson = lesson;
    instruction.operands().forEach(this::collect);
  }

  private void collect(Operand operand) {
    switch (operand) {
      case Operand.Register(RegisterView view) -> views.add(view);
      case Operand.Lanes lanes -> views.add(lanes.view());
      case Operand.Shifted shifted -> views.add(shifted.view());
      case Operand.RegisterList list -> list.registers().forEach(this::collect);
      case Operand.Memory memory -> {
        memory.base().ifPresent(views::add);
        memory.index().ifPresent(views::add);
      }
      case Operand.Immediate i -> {}
      case Operand.Target t -> {}
      case Operand.Word w -> {}
    }
  }

  /** The registers and parts of registers that the instruction names, in the order of its text. */
  List<RegisterView> views() {
    return views;
  }

  /** The name of the part of a register whose entry value a term is, where the text names it. */
  Optional<String> ofEntryValue(Term term) {
    for (RegisterView view : views) {
      Term entry = lesson.run().entryValue(view.location());
      if (entry == term && view.isWhole() || term == part(entry, view)) {
        return Optional.of(view.name());
      }
    }
    return Optional.empty();
  }

  /** The bits of a location's value that a view shows. */
  static Term part(Term value, RegisterView view) {
    return value.extract(view.low() + view.width() - 1, view.low());
  }

  /** The name of a whole location: the text's own, else the one that operands have. */
  String of(Location location) {
    return views.stream()
        .filter(view -> view.location().equals(location) && view.isWhole())
        .map(RegisterView::name)
        .findFirst()
        .or(() -> operand(location.name()))
        .orElse(location.name());
  }

  /** As {@link #of}, for the name of a location. */
  String ofNamed(String location) {
    return file().view(location).map(view -> of(view.location())).orElse(location);
  }

  /** The name that an operand in a register is printed as, if that is the whole register. */
  private Optional<String> operand(String location) {
    RegisterTable table = RegisterTable.of(lesson.contract().architecture());
    return table
        .register(location)
        .flatMap(r -> table.classOf(r).map(c -> table.print(r, c, Optional.empty())))
        .filter(name -> file().view(name).filter(RegisterView::isWhole).isPresent());
  }

  private RegisterFile file() {
    return lesson.run().registers();
  }
}
