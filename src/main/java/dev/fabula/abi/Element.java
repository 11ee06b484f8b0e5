package dev.fabula.abi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of an XML file with its place; grows while the file is read. */
final class Element {

  private final String name;
  private final Map<String, String> attributes;
  private final String file;
  private final int line;
  private final int column;
  private final List<Element> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  Element(String name, Map<String, String> attributes, String file, int line, int column) {
    this.name = name;
    this.attributes = new LinkedHashMap<>(attributes);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  void add(Element child) {
    children.add(child);
  }

  void add(String more) {
    text.append(more);
  }

  /** The tag. */
  String name() {
    return name;
  }

  /** An attribute that may be missing. */
  Optional<String> find(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** An attribute that the schema demands. */
  String get(String attribute) {
    return find(attribute).orElseThrow();
  }

  /** Whether an attribute says {@code true}; it does not if it is missing. */
  boolean is(String attribute) {
    return find(attribute).filter(v -> v.equals("true") || v.equals("1")).isPresent();
  }

  /** The words of an attribute that is a list. */
  List<String> words(String attribute) {
    return find(attribute).stream()
        .flatMap(v -> Stream.of(v.strip().split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The elements directly inside of one name, in order. */
  List<Element> all(String child) {
    return children.stream().filter(c -> c.name.equals(child)).toList();
  }

  /** The elements anywhere inside of one name, in order. */
  Stream<Element> anywhere(String descendant) {
    return children.stream()
        .flatMap(c ->
            Stream.concat(
                c.name.equals(descendant) ? Stream.of(c) : Stream.empty(), c.anywhere(descendant)));
  }

  /** The text directly inside, on one line. */
  String text() {
    return text.toString().strip().replaceAll("\\s+", " ");
  }

  /** A fault at the start of the tag. */
  Fault fault(String cause, String remedy) {
    return new Fault(file, line, column, cause, remedy);
  }
}
