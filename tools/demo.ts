import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seed } from './seed.ts';
import { type Site, startSite } from './site.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    port: { type: 'string', default: '8080' },
    'team-port': { type: 'string', default: '8081' },
    data: { type: 'string', default: join(import.meta.dirname, '../data/demo') },
  },
});
const data = resolve(values.data);
const tell = (text: string) => (values.json ? console.error(text) : console.log(text));

let site: Site;
try {
  site = await startSite({
    data,
    port: Number(values.port),
    teamPort: Number(values['team-port']),
    // Demonstrations side by side have committees of their own, and so builds of their own.
    name: `demo-${createHash('sha256').update(data).digest('hex').slice(0, 8)}`,
    tell,
  });
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  console.error(
    'hint: another --port and --team-port if one is taken, with another --data; another --data if its keys do not fit',
  );
  process.exit(1);
}
if (site.isNew) tell(`Seeded ${await seed(site)} invented reports.`);

const keys = dirname(site.committee);
const keyrings = join(data, 'keyrings');
/** Where reports are kept that somebody opens. */
const opened = join(data, 'opened');
const here = (path: string) => relative(process.cwd(), path) || '.';
if (values.json) {
  const { public: form, team, mail, committee, identity, passphraseFile, keyring, db } = site;
  console.log(
    JSON.stringify({
      public: form,
      team,
      mail: mail.page,
      smtp: mail.smtp,
      committee,
      identity,
      passphraseFile,
      keyring,
      db,
    }),
  );
} else {
  const signing =
    `--committee ${here(site.committee)} --keyring ${here(site.keyring)} ` +
    `--reply-key ${here(join(keys, 'reply.key.age'))} --passphrase-file ${here(join(keys, 'reply.passphrase'))}`;
  console.log(`
  The form             ${site.public}
  The team's overview  ${site.team}
  Mail that was sent   ${site.mail.page}
  Keys and database    ${here(data)}

Open the reports, in a second terminal:

  npm run team -- collect --database ${here(site.db)} --committee ${here(site.committee)} bundle.tar
  npm run room -- open --identity ${here(site.identity)} --passphrase-file ${here(site.passphraseFile)} --out ${here(opened)} bundle.tar

Answer one of them, by the line "mailbox" of a first report; whoever sent it sees the answer with the code:

  npm run room -- reply --reports ${here(opened)} --thread MAILBOX --status opened ${signing}
  npm run room -- outgoing --reports ${here(opened)} ${signing} outgoing.tar
  npm run team -- import --database ${here(site.db)} --committee ${here(site.committee)} --keyrings ${here(keyrings)} outgoing.tar

Ctrl-C ends the demonstration; the keys and reports stay in ${here(data)} until you delete that folder.`);
}

const stop = () => void site.stop().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
void site.ended.then((code) => process.exit(code ?? 1));
