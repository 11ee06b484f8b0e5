package dev.fabula.abi;

import java.util.List;
import java.util.OptionalInt;

/**
 * Something that goes into the system or comes out of it.
 *
 * @param name its name
 * @param type what it is
 * @param bits how many low bits of its register the system looks at; empty for all
 * @param ownWidth whether the system looks only at as many bits as the program passes
 * @param elsewhere whether the system finds it in memory where it has no register
 * @param names what variables are called that hold it in stubs written by hand
 * @param words of a pointer: how many words the system may read and write there
 * @param about what it is, in a few words
 */
public record Role(
    String name,
    Type type,
    OptionalInt bits,
    boolean ownWidth,
    boolean elsewhere,
    List<String> names,
    OptionalInt words,
    String about) {

  /** Copies the names. */
  public Role {
    names = List.copyOf(names);
  }

  /** What a role is; each is as wide as an address. */
  public enum Type {
    /** An unsigned number. */
    WORD,
    /** A signed number. */
    SIGNED,
    /** An address of memory that the system reads or writes. */
    POINTER
  }
}
