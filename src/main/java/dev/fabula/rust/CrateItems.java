package dev.fabula.rust;

import java.util.List;

/** The items of a crate by name. */
interface CrateItems {

  /** Items of that name in any module of the crate. */
  List<Item> items(String name);

  /** Items of that name in the {@code impl}s of types with the given last name. */
  List<Item> members(String owner, String name);

  /** Whether any {@code impl} of the crate has an item of that name. */
  boolean hasMember(String name);

  /** Whether a module of the crate has that name. */
  boolean isModule(String name);

  /** Whether a machine may meet a condition. */
  boolean isPossible(World world, Condition condition);

  /** The macros that the files of the crate define. */
  MacroIndex macros();

  /** The modules from the crate's root to the one that holds the item. */
  List<String> path(Item item);
}
