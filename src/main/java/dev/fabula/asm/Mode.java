package dev.fabula.asm;

/** The instruction set that is current at the start of a text. */
public enum Mode {
  /** The architecture's usual one: 64-bit for x86-64, A32 for ARM. */
  DEFAULT,
  /** T32 of the application profile; ARM only. */
  THUMB,
  /** T32 of the microcontroller profile with its own system registers; ARM only. */
  MICROCONTROLLER
}
