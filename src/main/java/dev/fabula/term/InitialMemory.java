package dev.fabula.term;

import java.math.BigInteger;
import java.util.Map;

/**
 * A memory before anything is stored in it.
 *
 * @param given bytes by unsigned address
 * @param noise selects the pseudo-random bytes of all other addresses
 */
record InitialMemory(Map<BigInteger, Integer> given, long noise) {

  /** The byte at an unsigned address. */
  int at(BigInteger address) {
    Integer known = given.get(address);
    return 0xff & (known != null ? known : (int) Noise.mix(noise + Noise.of(address)));
  }
}
