import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchSeal } from './bench-seal.ts';
import type { Figure } from './figure.ts';

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = { seal: benchSeal };

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
const round = (number: number) => (Number.isFinite(number) ? number.toFixed(1) : '-').padStart(8);
for (const { name, value, unit, ceiling, ratio, target, met, rounds, spread } of figures)
  console.log(
    `${name.padEnd(44)}${round(value)} ${unit}  bare ${round(ceiling)}  ratio ${round(ratio)}  target ≤ ${target}  ` +
      `${met ? 'met' : 'MISSED'}  (${rounds} rounds, spread ${round(spread).trim()})`,
  );
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
