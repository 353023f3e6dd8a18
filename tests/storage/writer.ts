// A process of its own for tests: accepts envelopes one by one and prints the hash of each once it is stored.
import { randomBytes } from 'node:crypto';
import { commandAttempt } from '../../storage/attempt.ts';
import { openSqliteStore } from '../../storage/sqlite.ts';
import { envelopeOf, link } from './envelope.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
const store = openSqliteStore(file, commandAttempt);
for (let index = 0; index < Number(count); index += 1) {
  const envelope = envelopeOf(randomBytes(70_000), `${name} ${index}`);
  if ((await store.acceptEnvelope(envelope, link)) === 'stored') process.stdout.write(`${envelope.sha256}\n`);
}
await store.close();
