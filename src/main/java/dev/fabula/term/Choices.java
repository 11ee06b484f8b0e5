package dev.fabula.term;

/** Choice by a condition. */
final class Choices {
  private Choices() {}

  static Term ite(Term condition, Term then, Term otherwise) {
    if (condition.isConstant()) {
      return condition.isTrue() ? then : otherwise;
    }
    return then == otherwise
        ? then
        : then.bank().make(Op.ITE, then.rawWidth(), condition, then, otherwise);
  }
}
