package dev.fabula.abi;

import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML files into trees whose elements know their places; nothing outside is ever loaded. */
final class XmlReader extends DefaultHandler {

  private static final int MOST_FAULTS = 20;

  private final SourceFile file;
  private final List<Fault> faults = new ArrayList<>();
  private final Deque<Element> open = new ArrayDeque<>();
  private final List<Element> roots = new ArrayList<>();
  private @Nullable Locator locator;

  private XmlReader(SourceFile file) {
    this.file = file;
  }

  /**
   * The root element of a file.
   *
   * @param schema what the file has to keep to; empty for files that others define
   * @throws FaultyException if the file is not well-formed or against the schema
   */
  static Element read(SourceFile file, Optional<Schema> schema) throws FaultyException {
    XmlReader reader = new XmlReader(file);
    try {
      reader.parse(schema);
    } catch (SAXParseException e) {
      reader.fatalError(e);
    } catch (SAXException | ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
    if (!reader.faults.isEmpty()) {
      throw new FaultyException(reader.faults);
    }
    return reader.roots.getFirst();
  }

  private void parse(Optional<Schema> schema)
      throws SAXException, ParserConfigurationException, IOException {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    XMLReader parser = factory.newSAXParser().getXMLReader();
    if (schema.isPresent()) {
      ValidatorHandler validator = schema.get().newValidatorHandler();
      validator.setErrorHandler(this);
      validator.setContentHandler(this);
      parser.setContentHandler(validator);
    } else {
      parser.setContentHandler(this);
    }
    parser.setErrorHandler(this);
    parser.setEntityResolver((_, _) -> new InputSource(new StringReader("")));
    parser.parse(new InputSource(new ByteArrayInputStream(file.bytes())));
  }

  @Override
  public void setDocumentLocator(Locator documentLocator) {
    locator = documentLocator;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      values.put(attributes.getLocalName(i), attributes.getValue(i));
    }
    Position start = startOfTag(locator == null ? 1 : locator.getLineNumber(), columnOf(locator));
    Element element = new Element(name, values, file.path(), start.line(), start.column());
    if (open.isEmpty()) {
      roots.add(element);
    } else {
      open.peek().add(element);
    }
    open.push(element);
  }

  private static int columnOf(@Nullable Locator place) {
    return place == null ? 1 : place.getColumnNumber();
  }

  /** Parsers tell where a tag ends. */
  private Position startOfTag(int line, int column) {
    int end =
        Math.min(file.offset(new Position(Math.max(line, 1), Math.max(column, 1))), file.length());
    for (int at = end - 1; at >= 0; at--) {
      if (file.byteAt(at) == '<') {
        return file.position(at);
      }
    }
    return new Position(Math.max(line, 1), Math.max(column, 1));
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    open.pop();
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    if (!open.isEmpty()) {
      open.peek().add(new String(characters, start, length));
    }
  }

  private static String message(SAXParseException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public void error(SAXParseException e) {
    Position start = startOfTag(e.getLineNumber(), e.getColumnNumber());
    Fault fault =
        new Fault(
            file.path(),
            start.line(),
            start.column(),
            SchemaWords.cause(message(e)),
            SchemaWords.remedy(message(e)));
    boolean known =
        faults.stream().anyMatch(f -> f.line() == fault.line() && f.column() == fault.column());
    if (!known && faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }

  @Override
  public void fatalError(SAXParseException e) {
    if (faults.isEmpty()) {
      faults.add(
          new Fault(
              file.path(),
              Math.max(e.getLineNumber(), 1),
              Math.max(e.getColumnNumber(), 1),
              "it is no well-formed XML: " + SchemaWords.cause(message(e)),
              SchemaWords.remedyOfForm(message(e))));
    }
  }
}
