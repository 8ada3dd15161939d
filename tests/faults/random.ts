// Repeatable random numbers: the same seed gives the same operations and faults.

/** SplitMix64, truncated to 32 bits. */
export class Random {
  private state: bigint;

  constructor(seed: number) {
    this.state = BigInt(seed) & 0xffff_ffff_ffff_ffffn;
  }

  private bits(): number {
    const mask = 0xffff_ffff_ffff_ffffn;
    this.state = (this.state + 0x9e37_79b9_7f4a_7c15n) & mask;
    let mixed = this.state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & mask;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d0_49bb_1331_11ebn) & mask;
    return Number((mixed ^ (mixed >> 31n)) >> 32n);
  }

  /** A number from 0 up to but not including `end`. */
  below(end: number): number {
    return this.bits() % end;
  }

  chance(share: number): boolean {
    return this.bits() < share * 0x1_0000_0000;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** A random subset of a list, in its order. */
  some<T>(list: readonly T[], most: number): T[] {
    const left = [...list];
    const count = Math.min(left.length, 1 + this.below(most));
    while (left.length > count) left.splice(this.below(left.length), 1);
    return left;
  }

  /** One item of a list, with a probability by weight. */
  weighted<T extends { weight: number }>(list: readonly T[]): T {
    let left = this.below(list.reduce((sum, { weight }) => sum + weight, 0));
    for (const one of list) {
      if (left < one.weight) return one;
      left -= one.weight;
    }
    return list[0];
  }
}
