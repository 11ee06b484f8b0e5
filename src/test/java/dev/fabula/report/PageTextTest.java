package dev.fabula.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pages as they read on a terminal. */
final class PageTextTest {

  @Test
  void everyPartOfAPage() {
    String page =
        """
        # some-rule

        %s end
        of it.

        ## Example

        ```rust
        fn f() {

            # g
        }
        ```

        - one
          and more
        - two
        """
            .formatted("word ".repeat(18).strip());
    assertThat(PageText.render(page, false))
        .isEqualTo(
            """
            some-rule

            %s
            end of it.

            Example

                fn f() {

                    # g
                }

            - one and more
            - two
            """
                .formatted("word ".repeat(18).strip()));
    assertThat(PageText.render("# a\nb", true)).isEqualTo("\033[1ma\033[0m\nb\n");
  }
}
