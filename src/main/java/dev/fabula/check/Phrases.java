package dev.fabula.check;

import dev.fabula.site.Direction;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;

/** What promises and operands are called in the language of a site. */
public final class Phrases {

  private final boolean gnu;

  private Phrases(boolean gnu) {
    this.gnu = gnu;
  }

  /** The phrases for a site. */
  public static Phrases of(Site site) {
    return new Phrases(site.gnu().isPresent());
  }

  /** That a promise is made, as a clause. */
  public String promised(Option option) {
    String rust = "`" + option.spelling() + "` is promised";
    return switch (option) {
      case NOMEM, READONLY -> either(rust, "there is no `memory` clobber");
      case PURE -> either(rust, "it is not `volatile`");
      case PRESERVES_FLAGS -> either(rust, "there is no `cc` clobber");
      case NOSTACK -> either(rust, "the function around it may have a red zone");
      case NORETURN, ATT_SYNTAX, RAW, MAY_UNWIND -> rust;
    };
  }

  /** How a promise is taken back. */
  public String withdraw(Option option) {
    String rust = "remove `" + option.spelling() + "`";
    return switch (option) {
      case NOMEM, READONLY -> either(rust, "add the clobber `memory`");
      case PURE -> either(rust, "make it `volatile`");
      case PRESERVES_FLAGS -> either(rust, "add the clobber `cc`");
      case NOSTACK -> either(rust, "compile with `-mno-red-zone`, or leave the stack as it is");
      case NORETURN, ATT_SYNTAX, RAW, MAY_UNWIND -> rust;
    };
  }

  /** How the register of an input is given up. */
  public String giveUp(Slot slot) {
    return gnu
        ? "make it an output too: `\"+r\"`, or a matching input of an output that nobody reads"
        : "declare it as `inout(…) " + slot.name() + " => _`, or work on a copy";
  }

  /** How an output is kept away from inputs. */
  public String makeEarly(Slot slot) {
    String early = slot.direction() == Direction.LATEOUT ? "out" : "inout";
    return gnu
        ? "write `&` into its constraint, so that it shares with no input"
        : "declare it as `" + early + "`, so that it shares with no input";
  }

  /** What an operand is called whose value only goes in. */
  public String input() {
    return gnu ? "an input" : "an `in` operand";
  }

  /** The phrase of the site's language. */
  public String either(String rust, String c) {
    return gnu ? c : rust;
  }
}
