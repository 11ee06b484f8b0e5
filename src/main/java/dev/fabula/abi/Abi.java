package dev.fabula.abi;

import dev.fabula.asm.Architecture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The interface between programs and a system, with the variants that were chosen.
 *
 * @param name its name
 * @param about what it is, as a sentence
 * @param variants the variants that were chosen
 * @param roles the roles
 * @param machines the machines
 * @param stubs the shapes of calls
 * @param otherStubs those that are part of variants that were not chosen
 * @param wantsNumbers whether the numbers of calls are in a file of the system's own, which was not
 *     given
 */
public record Abi(
    String name,
    String about,
    Set<String> variants,
    List<Role> roles,
    List<Machine> machines,
    List<Stub> stubs,
    List<Stub> otherStubs,
    boolean wantsNumbers) {

  /** Copies the collections. */
  public Abi {
    variants = Set.copyOf(variants);
    roles = List.copyOf(roles);
    machines = List.copyOf(machines);
    stubs = List.copyOf(stubs);
    otherStubs = List.copyOf(otherStubs);
  }

  /** The machine of a name. */
  public Optional<Machine> machine(String wanted) {
    return machines.stream().filter(m -> m.name().equals(wanted)).findFirst();
  }

  /** The machines with a processor. */
  public List<Machine> machines(Architecture architecture) {
    return machines.stream().filter(m -> m.architecture() == architecture).toList();
  }

  /**
   * The stub that a function is by its name: the name of a stub, or what ends with that behind an
   * underscore; of several the longest. It may be one of a variant that was not chosen.
   */
  public Optional<Stub> stubOf(String function) {
    return Stream.concat(stubs.stream(), otherStubs.stream())
        .filter(s -> ending(s, function) > 0)
        .max(Comparator.comparingInt(s -> ending(s, function)));
  }

  /** The same with only some machines. */
  public Abi on(List<Machine> some) {
    return new Abi(name, about, variants, roles, some, stubs, otherStubs, wantsNumbers);
  }

  /** Length of the longest name of a stub with which a function's name ends. */
  private static int ending(Stub stub, String function) {
    return Stream.concat(Stream.of(stub.name()), stub.names().stream())
        .filter(n -> function.equals(n) || function.endsWith("_" + n))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
