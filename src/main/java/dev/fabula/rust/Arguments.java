package dev.fabula.rust;

import dev.fabula.site.AbiClobber;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Option;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The arguments of an asm macro, as written.
 *
 * @param templates the template strings in order
 * @param operands the operands in order
 * @param options the options and where they stand
 * @param clobberAbis the names in all {@code clobber_abi}
 * @param insertion offset after the last argument
 */
record Arguments(
    List<MappedText> templates,
    List<Argument> operands,
    SortedMap<Option, Span> options,
    List<AbiClobber> clobberAbis,
    int insertion) {

  /** One operand, with its expressions as token trees. */
  sealed interface Argument {

    /** The whole argument, with its name. */
    Span span();

    /** The name before the equals sign, if it has one. */
    Optional<Name> name();

    /** Whether it names its register, so that no placeholder can print it. */
    default boolean isExplicit() {
      return this instanceof Register register && register.binding() instanceof Binding.Explicit;
    }

    /** A name and its place. */
    record Name(String text, Span span) {}

    /** A value in a register; an output that is {@code _} is empty. */
    record Register(
        Span span,
        Optional<Name> name,
        Direction direction,
        Binding binding,
        Optional<List<Tree>> input,
        Optional<List<Tree>> output)
        implements Argument {}

    /** A constant. */
    record Constant(Span span, Optional<Name> name, List<Tree> expression) implements Argument {}

    /** A symbol. */
    record Symbol(Span span, Optional<Name> name, List<Tree> path) implements Argument {}

    /** A block to jump to. */
    record Label(Span span, Optional<Name> name, Tree.Group block) implements Argument {}
  }
}
