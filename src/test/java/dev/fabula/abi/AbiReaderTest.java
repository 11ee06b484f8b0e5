package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fabula.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong in a description is told with its place, its cause and a remedy. */
final class AbiReaderTest {

  private static final String GOOD =
      """
      <abi name="tiny">
        <about>A kernel.</about>
        <variant name="fast">with a second word</variant>
        <role name="number">the call</role>
        <role name="word">a word</role>
        <machine name="x86_64" architecture="x86_64">
          <trap instruction="syscall"/>
          <register role="number" name="rax"/>
          <register role="word" name="rdi"/>
          <lost registers="rcx r11"/>
        </machine>
        <stub name="put">
          <about>Puts.</about>
          <safety>Nothing is owed.</safety>
          <in role="number"/>
          <in role="word" when="fast"/>
          <memory read="false" written="false">it touches none</memory>
        </stub>
        <numbers lists="calls" element="call" first="10" step="5"/>
      </abi>
      """;

  private static Abi read(String text, String... variants) throws FaultyException {
    return AbiReader.read(SourceFile.of("tiny.xml", text), Set.of(variants), Optional.empty());
  }

  private static List<Fault> faults(String text, String... variants) {
    return catchThrowableOfType(FaultyException.class, () -> read(text, variants)).faults();
  }

  private static Fault only(String old, String with) {
    assertThat(GOOD).contains(old);
    List<Fault> faults = faults(GOOD.replace(old, with));
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  @Test
  void partsAreOfTheVariantsThatWereChosen() throws FaultyException {
    assertThat(read(GOOD).stubs().getFirst().inputs()).hasSize(1);
    assertThat(read(GOOD, "fast").stubs().getFirst().inputs()).hasSize(2);
  }

  @Test
  void numbersAreCountedOverTheSystemsOwnList() throws FaultyException {
    SourceFile list =
        SourceFile.of(
            "list.xml", "<all><calls><if><call name='A'/></if><call name='B'/></calls></all>");
    Abi abi = AbiReader.read(SourceFile.of("tiny.xml", GOOD), Set.of(), Optional.of(list));
    assertThat(abi.machines().getFirst().numbers()).containsEntry("A", 10L).containsEntry("B", 15L);
    assertThat(abi.wantsNumbers()).isFalse();
    assertThat(read(GOOD).wantsNumbers()).isTrue();
  }

  @Test
  void aListWithoutTheCallsIsAFault() {
    SourceFile list = SourceFile.of("list.xml", "<all/>");
    FaultyException thrown =
        catchThrowableOfType(
            FaultyException.class,
            () -> AbiReader.read(SourceFile.of("tiny.xml", GOOD), Set.of(), Optional.of(list)));
    assertThat(thrown.faults().getFirst().text())
        .isEqualTo(
            "list.xml:1:1: there is no `<calls>` in it\n"
                + "  help: give the system's own file of its calls");
  }

  @Test
  void whatTheSchemaForbidsIsToldAtItsTag() {
    Fault fault = only("<lost registers=\"rcx r11\"/>", "<los registers=\"rcx r11\"/>");
    assertThat(fault.text()).startsWith("tiny.xml:10:5: invalid content was found");
    assertThat(fault.remedy()).contains("docs/abi.md");
    assertThat(only(" name=\"word\">a", ">a").text())
        .contains("tiny.xml:5:3")
        .contains("add the attribute");
  }

  @Test
  void namesThatNothingStandsForAreFaults() {
    assertThat(only("<in role=\"number\"/>", "<in role=\"nmber\"/>").text())
        .isEqualTo(
            "tiny.xml:15:5: there is no role `nmber`\n"
                + "  help: declare it, or use one of number, word");
    assertThat(only("name=\"rdi\"", "name=\"x0\"").cause())
        .isEqualTo("there is no register `x0` on x86_64");
    assertThat(only("architecture=\"x86_64\"", "architecture=\"vax\"").cause())
        .isEqualTo("there is no architecture `vax`");
    assertThat(only("when=\"fast\"", "when=\"slow\"").cause())
        .contains("variant that there is not");
    assertThat(faults(GOOD, "slow").getFirst().text())
        .contains("there is no variant `slow`")
        .contains("it has fast");
  }

  @Test
  void rolesOfOneStubHaveRegistersOfTheirOwn() {
    List<Fault> faults = faults(GOOD.replace("name=\"rdi\"", "name=\"rax\""), "fast");
    assertThat(faults.getFirst().text())
        .startsWith("tiny.xml:12:3: two roles of it are in `rax` on x86_64");
  }

  @Test
  void aLostStackPointerIsKeptWhereNoRoleIs() {
    String lost = "<lost registers=\"rcx r11\"";
    assertThat(only(lost, lost + " stack=\"true\"").cause())
        .contains("no register is named to keep it in");
    assertThat(only(lost, lost + " stack=\"true\" park=\"rdi\"").cause())
        .isEqualTo("`rdi` is to keep the stack pointer, and a role is there");
  }

  @Test
  void nothingOutsideIsLoaded() {
    List<Fault> faults = faults("<!DOCTYPE abi SYSTEM \"file:///etc/passwd\">\n" + GOOD);
    assertThat(faults.getFirst().remedy()).contains("nothing outside of the file is loaded");
    assertThat(faults("<abi name=\"x\">").getFirst().cause())
        .startsWith("it is no well-formed XML");
  }

  @Test
  void aFunctionIsTheStubWithTheLongestNameThatItEndsWith() {
    Abi abi = Bench.abi("sel4");
    assertThat(abi.stubOf("arm_sys_send_recv").orElseThrow().name()).isEqualTo("send_recv");
    assertThat(abi.stubOf("recv").orElseThrow().name()).isEqualTo("recv");
    assertThat(abi.stubOf("prerecv")).isEmpty();
    assertThat(abi.stubOf("sys_nb_send_recv").orElseThrow().name()).isEqualTo("nbsend_recv");
    assertThat(abi.stubs()).doesNotContain(abi.stubOf("sys_nb_send_recv").orElseThrow());
  }
}
