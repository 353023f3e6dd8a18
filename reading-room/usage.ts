/** What `help` prints. */
export const usage = `The reading room: make keys, open reports and answer them, offline.

  npm run room -- keygen --out DIR --origin URL [--origin URL …]
      Makes a committee, its root key, one identity, a key for answers and the first keyring in the new folder DIR.
      --label TEXT          name of the recipient in the keyring (Reading room)
      --not-before DAY      first day of the keyring, YYYY-MM-DD (today)
      --days N              days until it expires, at most 180 (180)
      --id HEX32            committee id (random)
      --passphrases-to DIR  writes the passphrases to files instead of showing them: for demos and tests only

  npm run room -- keyring verify --committee committee.json KEYRING.json
      Says what a keyring holds, if the committee's root signed it.
      --signature FILE      the signature (KEYRING.json.minisig)

  npm run room -- keyring sign --committee committee.json --root root.key.age DRAFT.json
      Checks the draft of a keyring and writes DRAFT.json.minisig.
      --passphrase-file FILE  instead of asking for the root's passphrase

  npm run room -- open --identity identity.key.age [--identity FILE …] PATH…
      Opens bundles (.tar), sealed reports (.age) and folders of both. Exit status 0 if everything opened, else 1.
      --passphrase-file FILE  instead of asking; one for all identities, or one each in their order
      --out DIR               writes each report to a folder of its own in DIR; overwrites nothing
      --json                  one JSON document instead of text
      --list                  one line of each report instead, the most pressing first
      --report ID             only this one; 8 or more digits of its id, or of its mailbox; several are possible
      --committee FILE        raises an alarm for reports that name another committee
      --keyring FILE          (with --committee) raises an alarm for unknown keyring serials and addresses

  npm run room -- reply --reports DIR --thread ID --status STATUS
                        --committee committee.json --keyring KEYRING.json --reply-key reply.key.age
      Writes the next answer of a thread that \`open --out DIR\` has kept, signed and sealed.
      ID is the mailbox id or the id of the first report.
      STATUS is opened, question_waiting, in_progress, with_committee or finished.
      --message-file FILE     what is said, in plain text
      --language TAG          (with --message-file) the language of the message: en, ar, pt-BR, …
      --shorten               cuts the oldest messages where all of them do not fit
      --number N              where earlier answers were lost with another machine: more than the last of them
      --passphrase-file FILE  instead of asking for the passphrase of the reply key

  npm run room -- outgoing --reports DIR --committee committee.json --keyring KEYRING.json
                           --reply-key reply.key.age OUT.tar
      Bundles the answers that have not left yet, for \`npm run team -- import\` on the server.
      --all                   the last answer of every thread, and every erasure, once more
      --passphrase-file FILE  instead of asking for the passphrase of the reply key

  npm run room -- erase --reports DIR --thread ID
      Notes that a submitter has asked for erasure; carries it out when run again a week later.
      --anew                  notes it again, where it was taken back and then asked for once more
      --carry-out             erases the thread's reports here, and on the server with the next bundle

  npm run room -- help
`;
