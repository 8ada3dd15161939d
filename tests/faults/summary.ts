// Prints the totals of all walks as tables at the end, and what the long day took.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { Summary } from './walk';

export default class implements Reporter {
  private readonly operations = new Map<string, number>();
  private readonly faults = new Map<string, number>();
  private seconds = 0;
  private readonly days = new Map<string, number>();
  private readonly seeds: number[] = [];
  /** What the long day took, by the hour. */
  private hours: Record<string, number>[] = [];

  onTestEnd(_: TestCase, { annotations }: TestResult) {
    for (const { type, description } of annotations) {
      if (type === 'hours' && description) this.hours = JSON.parse(description);
      if (type !== 'walk' || !description) continue;
      const summary: Summary = JSON.parse(description);
      add(this.operations, summary.operations);
      add(this.faults, summary.faults);
      this.seconds += summary.seconds;
      add(this.days, { [`${summary.day} day`]: 1 });
      this.seeds.push(summary.seed);
    }
  }

  onEnd() {
    for (const what of Object.keys(this.hours[0] ?? {})) {
      console.log(`${what}, hour by hour: ${this.hours.map((hour) => hour[what]).join(', ')}`);
    }
    if (!this.seeds.length) return;
    table('operations survived', this.operations);
    table('requests by fault', this.faults);
    table('walks', this.days);
    const [least, most] = [Math.min(...this.seeds), Math.max(...this.seeds)];
    console.log(`\nseeds ${least} to ${most}, ${this.seconds.toFixed(0)} s of walking`);
  }

  printsToStdio() {
    return false;
  }
}

function add(sums: Map<string, number>, counts: Record<string, number>) {
  for (const [kind, count] of Object.entries(counts)) sums.set(kind, (sums.get(kind) ?? 0) + count);
}

function table(title: string, counts: Map<string, number>) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`\n${String(total).padStart(6)}  ${title}`);
  for (const [kind, count] of [...counts].sort((one, two) => two[1] - one[1])) {
    console.log(`${String(count).padStart(6)}  ${kind}`);
  }
}
