package dev.fabula.report;

import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Repertoire.Form;
import dev.fabula.exec.Repertoire.Knowledge;
import dev.fabula.exec.Repertoire.Mnemonic;

/** What is known of instructions as JSON lines; {@code docs/isa.md} describes them. */
public final class RepertoireJson {

  private RepertoireJson() {}

  /** An architecture's line. */
  public static String render(Repertoire r) {
    JsonWriter json = new JsonWriter();
    json.object(() -> {
      json.field("architecture", r.name());
      json.field("mnemonics", r.mnemonics().size());
      json.name("counts").object(() -> counts(json, r));
      for (Knowledge each : Knowledge.values()) {
        json.field(each.word(), r.of(each).stream().map(Mnemonic::name).toList());
      }
      json.name("forms").object(() -> r.of(Knowledge.PARTLY).forEach(m -> forms(json, m)));
    });
    return json + "\n";
  }

  private static void counts(JsonWriter json, Repertoire r) {
    for (Knowledge each : Knowledge.values()) {
      json.field(each.word(), r.of(each).size());
    }
  }

  /** The forms of a mnemonic of which not all are known alike. */
  private static void forms(JsonWriter json, Mnemonic mnemonic) {
    json.name(mnemonic.name()).array(mnemonic.forms(), form -> form(json, form));
  }

  private static void form(JsonWriter json, Form form) {
    json.object(
        () -> json.field("example", form.text()).field("knowledge", form.knowledge().word()));
  }
}
