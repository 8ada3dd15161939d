// Kinds of day: what goes wrong during a walk.
import { FAULT_CASES, GATEWAY_CASES, NO_FAULT, UPGRADE_CASES, type FaultCase } from './fault-kinds';
import { replaceFiles, ServedFiles } from './upgrade';
import type { World } from './world';

/** Draws a fault for a request with this method. */
export type Draw = (method: string) => FaultCase;

export type Operation = { name: string; weight: number; run: (world: World, draw: Draw) => Promise<void> };

export type Day = {
  name: string;
  /** The faults that a request can meet. */
  faults: FaultCase[];
  /** What the user goes through besides the usual operations. */
  operations: Operation[];
  /** What has to be arranged before the console is opened. */
  prepare?: (world: World) => Promise<void>;
};

export const DAYS: Day[] = [
  { name: 'mixed', faults: FAULT_CASES, operations: [] },
  { name: 'gateway', faults: [NO_FAULT, ...GATEWAY_CASES], operations: [] },
  {
    name: 'upgrade',
    faults: [NO_FAULT, ...UPGRADE_CASES],
    operations: [{ name: 'replace the files', weight: 10, run: replaceFiles }],
    prepare: async (world) => {
      world.files = await ServedFiles.serve(world.context);
    },
  },
];

export function dayNamed(name: string): Day {
  const found = DAYS.find((day) => day.name === name);
  if (!found) throw new Error(`there is no ${name} day, but ${DAYS.map((day) => day.name).join(', ')}`);
  return found;
}
