import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one line of {@code fabula check --format json} into maps, lists, strings, longs. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The object that a line holds. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> line(String text) {
    return (Map<String, Object>) new Json(text).value();
  }

  private Object value() {
    char c = text.charAt(at);
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    return c == '"' ? string() : word();
  }

  private Map<String, Object> object() {
    Map<String, Object> result = new LinkedHashMap<>();
    at++;
    while (text.charAt(at) != '}') {
      at += text.charAt(at) == ',' ? 1 : 0;
      String key = string();
      at++;
      result.put(key, value());
    }
    at++;
    return result;
  }

  private List<Object> array() {
    List<Object> result = new ArrayList<>();
    at++;
    while (text.charAt(at) != ']') {
      at += text.charAt(at) == ',' ? 1 : 0;
      result.add(value());
    }
    at++;
    return result;
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      result.append(text.charAt(at) == '\\' ? escape() : text.charAt(at));
    }
    at++;
    return result.toString();
  }

  private char escape() {
    char c = text.charAt(++at);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
  }

  private Object word() {
    int from = at;
    while (",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return word.equals("null")
        ? ""
        : Character.isLetter(word.charAt(0)) ? word : Long.valueOf(word);
  }
}
