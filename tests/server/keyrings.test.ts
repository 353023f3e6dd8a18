import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readCommittee } from '../../server/keyrings.ts';

it.each(['SMTP_URL=smtps://team:secret@mail.example.org', '"secret', 'null', '{"secret":1}'])(
  'repeats nothing of a file that is no committee: %s',
  (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'committee-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'committee.json');
    writeFileSync(file, text);
    expect(() => readCommittee(file)).toThrow(new Error(`${file} is not a committee.json`));
  },
);
