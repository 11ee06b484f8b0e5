package dev.fabula.c;

import dev.fabula.c.Constraint.Form;
import dev.fabula.site.Operand;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The operands of a statement under the choices that its constraints leave the compiler: for each
 * alternative one choice with registers wherever they may be, and one for every other form of a
 * single operand. All operands take the same alternative (GCC manual, 6.11.3.3).
 */
final class Choices {

  private static final int MOST = 24;

  private final DataModel model;
  private final List<Place> places;
  private final List<Operand> fixed;
  private final boolean movesStack;
  private final boolean printsSymbols;
  private final Set<List<Operand>> all = new LinkedHashSet<>();
  private boolean complete = true;

  /**
   * Choices.
   *
   * @param places the outputs and inputs
   * @param fixed labels and clobbers, which come behind them
   * @param movesStack whether the code may change the stack pointer
   * @param printsSymbols whether memory may be printed as a symbol and nothing else
   */
  Choices(
      DataModel model,
      List<Place> places,
      List<Operand> fixed,
      boolean movesStack,
      boolean printsSymbols) {
    this.printsSymbols = printsSymbols;
    this.model = model;
    this.places = places;
    this.fixed = fixed;
    this.movesStack = movesStack;
  }

  /**
   * An output or input.
   *
   * @param span the whole operand
   * @param name its name
   * @param constraint its constraint
   * @param expression its expression as written
   * @param value the place of the expression
   * @param typed what is known of the expression
   * @param form the expression in a comparable form
   * @param register the register that its variable is bound to
   */
  record Place(
      Span span,
      Optional<String> name,
      Constraint constraint,
      String expression,
      Span value,
      Typed typed,
      Lvalue form,
      Optional<String> register) {}

  /** The operands under each choice, each once; the first is a good one to explain. */
  List<List<Operand>> all() throws Fault {
    Fault last = new Fault("its constraints have different numbers of alternatives");
    for (int i = 0; i < alternatives(); i++) {
      List<List<Form>> forms = forms(i);
      int misfit =
          IntStream.range(0, forms.size())
              .filter(k -> forms.get(k).isEmpty())
              .findFirst()
              .orElse(-1);
      if (misfit < 0) {
        addAll(i, forms);
      } else {
        last =
            new Fault("`" + places.get(misfit).expression() + "` fits no form of its constraint");
      }
    }
    if (all.isEmpty()) {
      throw last;
    }
    return List.copyOf(all);
  }

  /** What of the compiler's choices is not among them, as a clause. */
  Optional<String> limit() {
    if (!complete) {
      return Optional.of("only " + MOST + " choices of its constraints were considered");
    }
    return commuting().stream().allMatch(this::isComparable)
        ? Optional.empty()
        : Optional.of("whether operands with `%` may change places is not known");
  }

  /** Whether some choice has an operand and the next one in registers. */
  private boolean isComparable(int operand) {
    return operand + 1 < places.size()
        && all.stream()
            .anyMatch(choice -> isRegister(choice, operand) && isRegister(choice, operand + 1));
  }

  private static boolean isRegister(List<Operand> choice, int operand) {
    return choice.get(operand) instanceof Operand.Matching(var _, var _, int with)
        ? isRegister(choice, with)
        : choice.get(operand) instanceof Operand.Register;
  }

  /** The numbers of the operands that may change places with the next one. */
  Set<Integer> commuting() {
    return IntStream.range(0, places.size())
        .filter(i -> places.get(i).constraint().commutes())
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The number of alternatives; 0 if the operands do not agree on one. */
  private int alternatives() {
    Set<Integer> numbers = new LinkedHashSet<>();
    places.forEach(p -> numbers.add(p.constraint().alternatives().size()));
    return numbers.isEmpty() ? 1 : numbers.size() > 1 ? 0 : numbers.iterator().next();
  }

  private List<List<Form>> forms(int alternative) {
    return places.stream()
        .map(p -> forms(p, p.constraint().alternatives().get(alternative)))
        .toList();
  }

  private void addAll(int alternative, List<List<Form>> forms) throws Fault {
    List<Form> first = forms.stream().map(List::getFirst).toList();
    add(alternative, first, Operand.Memory.Base.REGISTER);
    for (int i = 0; i < places.size(); i++) {
      for (Form other : forms.get(i).subList(1, forms.get(i).size())) {
        List<Form> choice = new ArrayList<>(first);
        choice.set(i, other);
        add(alternative, choice, Operand.Memory.Base.REGISTER);
        addOnStack(alternative, choice);
      }
    }
    if (printsSymbols) {
      add(alternative, first, Operand.Memory.Base.SYMBOL);
    }
    addOnStack(alternative, first);
  }

  private void addOnStack(int alternative, List<Form> choice) throws Fault {
    if (movesStack) {
      add(alternative, choice, Operand.Memory.Base.STACK);
    }
  }

  private void add(int alternative, List<Form> choice, Operand.Memory.Base base) throws Fault {
    Placing placing = new Placing(model, places, alternative, choice, base);
    List<Operand> operands = placing.operands();
    operands.addAll(fixed);
    operands.addAll(placing.further());
    FloatOperands.demand(operands);
    if (all.size() < MOST) {
      all.add(operands);
    } else {
      complete &= all.contains(operands);
    }
  }

  /** The forms of an operand, a good one first. */
  private static List<Form> forms(Place place, List<Form> alternative) {
    List<Form> possible = new ArrayList<>(alternative);
    possible.removeIf(form -> !isPossible(place, form));
    if (place.typed().value().isPresent() && possible.remove(new Constraint.Immediate())) {
      possible.addFirst(new Constraint.Immediate());
    }
    return possible;
  }

  /** A variable is no constant where it can be something else. */
  private static boolean isPossible(Place place, Form form) {
    return switch (form) {
      case Constraint.Immediate _ ->
          place.typed().value().isPresent()
              || place.constraint().alternatives().stream()
                  .flatMap(List::stream)
                  .allMatch(Constraint.Immediate.class::isInstance);
      case Constraint.Memory _ -> place.typed().value().isEmpty();
      case Constraint.Class _, Constraint.Registers _, Constraint.Pair _ -> true;
      case Constraint.Sized _, Constraint.Flag _ -> true;
      case Constraint.Address _, Constraint.Match _, Constraint.Other _ -> true;
    };
  }
}
