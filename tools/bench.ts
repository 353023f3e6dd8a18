import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchBodies } from './bench-bodies.ts';
import { benchEvidence } from './bench-evidence.ts';
import { benchMailbox } from './bench-mailbox.ts';
import { benchSeal } from './bench-seal.ts';
import type { Figure } from './figure.ts';

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  seal: benchSeal,
  evidence: benchEvidence,
  mailbox: benchMailbox,
  bodies: benchBodies,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const names = values.only === undefined ? Object.keys(benches) : [values.only];
const figures: Figure[] = [];
for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`error: there is no benchmark ${name}\nhint: there are ${Object.keys(benches).join(', ')}`);
    process.exit(1);
  }
  figures.push(...(await bench()));
}
const decimals = (number: number, count: number) => (Number.isFinite(number) ? number.toFixed(count) : '-').padStart(8);
for (const { name, value, unit, ceiling, ratio, target, targetOf, met, rounds, spread } of figures)
  console.log(
    `${name.padEnd(60)}${decimals(value, 1)} ${unit.padEnd(4)}  bare ${decimals(ceiling, 1)}  ratio ${decimals(ratio, 2)}  ` +
      `target: ${targetOf} ${target}  ${met ? 'met' : 'MISSED'}  (${rounds} rounds, spread ${decimals(spread, 1).trim()})`,
  );
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
