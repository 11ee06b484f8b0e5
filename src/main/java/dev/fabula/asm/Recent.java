package dev.fabula.asm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The results that were asked for last: one site has the same text under several allocations, and
 * macros write the same text at many sites. May be used from several threads.
 */
final class Recent {
  private static final int MOST = 4096;
  private static final int LONGEST = 2048;

  private final Map<AssemblyRequest, Assembly> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AssemblyRequest, Assembly> eldest) {
          return size() > MOST;
        }
      };

  /** The result of a request, if it is remembered. */
  synchronized Optional<Assembly> get(AssemblyRequest request) {
    return Optional.ofNullable(known.get(request));
  }

  /** Remembers a result, unless it is big or may be another one next time. */
  synchronized void put(AssemblyRequest request, Assembly assembly) {
    boolean lasting =
        switch (assembly) {
          case Assembly.Assembled _, Assembly.Rejected _, Assembly.Refused _ -> true;
          case Assembly.Crashed _, Assembly.TimedOut _ -> false;
        };
    if (lasting && request.text().length() <= LONGEST) {
      known.put(request, assembly);
    }
  }
}
