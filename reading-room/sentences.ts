import type { ContradictionId } from '../report/contradictions.ts';
import type { AlarmCode, NoticeCode } from './result.ts';
import type { ErrorCode } from './room-error.ts';

interface Words {
  /** One plain sentence: what happened. */
  readonly sentence: string;
  /** What to do next. */
  readonly hint: string;
}

const anotherCopy = 'Ask for another copy, and compare its SHA-256 with the one shown.';
const notOurs = 'Treat it as hostile: keep the file, and do not open it with other programs on this machine.';
const byHand = 'It was not made by our form. `age -d` and `tar` still open it, on a machine that may be lost.';
const fromTeam = 'Collect the bundle again on the online machine; do not repair it by hand.';
const askCommittee = 'Seal nothing to it. Ask the committee for its current keyring, by a way you trust.';

/** From error code to what a person reads; the one place where errors are put into words. */
export const sentences: Readonly<Record<ErrorCode, Words>> = {
  usage: { sentence: 'This command cannot be understood.', hint: '`npm run room -- help` lists commands and options.' },
  'option-value': { sentence: 'An option has a value that cannot be used.', hint: 'See `npm run room -- help`.' },
  'already-exists': { sentence: 'Something is already there, and nothing is overwritten.', hint: 'Name a new place.' },
  'no-terminal': {
    sentence: 'Passphrases are shown on a terminal only, and the output is not one.',
    hint: 'Run it in a terminal without a pipe; for tests and demos add --passphrases-to DIR.',
  },
  interrupted: { sentence: 'Stopped at the passphrase.', hint: 'Nothing was opened or written.' },
  'passphrase-missing': {
    sentence: 'There is nobody to ask for the passphrase.',
    hint: 'Run it in a terminal, or give --passphrase-file FILE.',
  },
  'passphrase-unreadable': {
    sentence: 'The passphrase file cannot be used.',
    hint: 'It holds one line of text, of at most 1,000 characters, and nothing else.',
  },
  'passphrase-count': {
    sentence: 'The passphrase files do not match the key files.',
    hint: 'Give one for all, or one for each --identity in the same order.',
  },
  'path-missing': { sentence: 'There is no such file or folder.', hint: 'Check the spelling and the stick.' },
  'path-denied': { sentence: 'This machine does not allow it.', hint: 'Check the permissions of file and folder.' },
  'path-unreadable': { sentence: 'It cannot be read to its end.', hint: 'The stick may be damaged; copy it again.' },
  'input-changed': {
    sentence: 'It is not what it was a moment ago, when it was judged.',
    hint: 'Copy it to the disk of this machine, see that nothing writes to it, and open it again.',
  },
  'path-is-link': { sentence: 'It is a link, and links are not followed.', hint: 'Name the file it points to.' },
  'path-is-folder': { sentence: 'It is a folder where a file is needed.', hint: 'Name the file in it.' },
  'path-is-device': { sentence: 'It is a device or a pipe, not a file.', hint: 'Copy its content to a file first.' },
  'path-not-folder': { sentence: 'A file stands where a folder is needed.', hint: 'Name another folder.' },
  'file-too-large': {
    sentence: 'It is larger than anything that we make.',
    hint: 'Nothing of it was read. Envelopes have at most 1 GiB, keyrings and committee files 64 KiB.',
  },
  'folder-empty': {
    sentence: 'The folder holds nothing that can be opened.',
    hint: 'Envelopes end in .age, bundles in .tar; a file with another name is named by itself.',
  },
  'disk-full': {
    sentence: 'There is no space left.',
    hint: 'Make space and run it again; nothing half-written stays.',
  },
  'write-failed': { sentence: 'It cannot be written.', hint: 'Try another folder; nothing half-written stays.' },
  'committee-malformed': {
    sentence: 'This is not a committee file.',
    hint: 'It is the committee.json that keygen wrote, unchanged.',
  },
  'root-differs': {
    sentence: 'This root key is not the one in the committee file.',
    hint: 'Use the root.key.age that was made together with this committee.json.',
  },
  'self-test-failed': {
    sentence: 'The new keys did not pass their own test, and were thrown away.',
    hint: 'Run it again; if it happens twice, use another machine.',
  },
  'bundle-entry': { sentence: 'The bundle holds an entry that does not belong in it.', hint: fromTeam },
  'bundle-index': { sentence: 'The index of the bundle is not one of ours.', hint: fromTeam },
  'bundle-index-too-long': { sentence: 'The index of the bundle is too long.', hint: fromTeam },
  'bundle-cut': { sentence: 'The bundle ends too early.', hint: fromTeam },
  'report-unknown': {
    sentence: 'No report that could be opened here has an id that begins so.',
    hint: 'Compare it with --list. An id has 32 digits, 0-9 or a-f, a mailbox id 64; name its first 8 or more.',
  },
  'thread-unknown': {
    sentence: 'No first report kept in this folder has this id.',
    hint: 'Keep reports with `open --out DIR`. --thread takes all 64 digits, 0-9 or a-f, of a mailbox id, or all 32 of the id of a first report.',
  },
  'thread-ambiguous': {
    sentence: 'Several first reports claim this mailbox, under different receipt codes.',
    hint: 'One of them is not honest. If one was answered before, it is that one; else find out first. Then name its report id.',
  },
  'thread-erased': {
    sentence: 'This thread was erased at the wish of whoever sent it, and its mailbox with it.',
    hint: 'If reports of it are here again, from an older bundle: run `erase` once more.',
  },
  'answered-elsewhere': {
    sentence: 'Earlier answers of this mailbox were sealed for another first report, and this one would hold them all.',
    hint: 'Two first reports claim the mailbox, and one of them is not honest. Name the one that was answered before.',
  },
  'message-unreadable': { sentence: 'The message is not text.', hint: 'Save it as plain text in UTF-8.' },
  'message-empty': { sentence: 'The message is empty.', hint: 'Leave --message-file out to tell a status alone.' },
  'answer-too-long': {
    sentence: 'The messages of this thread come to more than one answer holds.',
    hint: 'With --shorten the oldest ones are cut and marked so; the new one may itself be too long.',
  },
  'answer-kept-broken': {
    sentence: 'What was kept of earlier answers is not as it was written.',
    hint: 'Restore the folder of reports from its copy; do not repair it by hand.',
  },
  'reply-key-unlisted': {
    sentence: 'This key is no reply key of the keyring, so that nobody would believe it.',
    hint: 'Use reply.key.age, or sign a keyring that lists its public key.',
  },
  'reply-key-revoked': { sentence: 'The keyring says that this key was revoked.', hint: 'Use another reply key.' },
  'reply-key-not-today': {
    sentence: 'This key does not count today.',
    hint: 'Check the clock of this machine, or sign a keyring that lists the key for longer.',
  },
  'nothing-outgoing': {
    sentence: 'Every answer is in an earlier bundle.',
    hint: 'With --all, as when a bundle was lost or refused, the last answer of every thread is bundled again.',
  },
  'erasure-not-asked': {
    sentence: 'Nobody who holds the receipt code has asked for the erasure of this thread.',
    hint: 'Open all bundles with --out into this folder first.',
  },
  'erasure-taken-back': {
    sentence: 'The request for erasure was taken back.',
    hint: 'Read the updates of this thread; nothing was erased. If it was asked for again after that: --anew.',
  },
  'erasure-not-noted': {
    sentence: 'The request was not noted yet, and the week for taking it back begins with the note.',
    hint: 'Run it without --carry-out today.',
  },
  'erasure-too-early': {
    sentence: 'The week in which the request can be taken back is not over.',
    hint: 'Collect and open once more before you erase.',
  },
  'report-not-json': { sentence: 'The report inside is not JSON text.', hint: notOurs },
  'report-invalid': {
    sentence: 'The report inside is not one that this version knows.',
    hint: `A newer form needs a newer reading room. If yours is the newest: ${notOurs}`,
  },
  unexpected: {
    sentence: 'Something happened that nobody foresaw.',
    hint: 'Run it again with DEBUG=1 and show the output to whoever maintains this, after reading it: it may name files.',
  },
  'wrong-passphrase': {
    sentence: 'The passphrase does not open this key file.',
    hint: 'Seven words, small letters, joined by hyphens. A damaged key file gives the same answer: try its copy.',
  },
  'not-a-key-file': {
    sentence: 'This is not a key file under a passphrase.',
    hint: 'Use identity.key.age, root.key.age or reply.key.age as keygen wrote them.',
  },
  'not-an-identity': { sentence: 'This key file holds no identity.', hint: 'Use identity.key.age: the others sign.' },
  'not-a-signing-key': {
    sentence: 'This key file holds no signing key.',
    hint: 'Use root.key.age for keyrings, reply.key.age for answers.',
  },
  'keyring-malformed': { sentence: 'The keyring is signed but not well formed.', hint: askCommittee },
  'keyring-unsigned': {
    sentence: 'The signature is not the committee root’s over exactly this file.',
    hint: `The file may have been altered, or belong to another committee. ${askCommittee}`,
  },
  'keyring-foreign': { sentence: 'The keyring belongs to another committee.', hint: askCommittee },
  'keyring-too-old': { sentence: 'The keyring is older than the committee file allows.', hint: askCommittee },
  'keyring-classic-recipient': {
    sentence: 'The keyring names a classic recipient; only hybrid ones are allowed.',
    hint: 'Every recipient begins with age1pq1.',
  },
  'keyring-bad-recipient': { sentence: 'The keyring names a recipient that is no key.', hint: askCommittee },
  'keyring-not-yet': { sentence: 'The keyring is not valid yet.', hint: 'Check the date of this machine.' },
  'keyring-expired': {
    sentence: 'The keyring has expired.',
    hint: 'Sign the next one; what was sealed to this one still opens.',
  },
  'not-an-envelope': {
    sentence: 'This is not a sealed report.',
    hint: `Sealed reports are age files with hybrid recipients only. ${notOurs}`,
  },
  'wrong-identity': {
    sentence: 'None of the given identities can open it.',
    hint: 'Add the identity it was sealed to with --identity. A damaged first page gives the same answer.',
  },
  'envelope-broken': { sentence: 'It is sealed to you, but was cut or altered.', hint: anotherCopy },
  'payload-cut': { sentence: 'What was sealed ends too early.', hint: byHand },
  'payload-entry': { sentence: 'What was sealed holds an entry that does not belong in it.', hint: byHand },
  'payload-too-many-files': { sentence: 'What was sealed holds too many files.', hint: byHand },
  'payload-report-too-long': { sentence: 'The report inside is too long.', hint: byHand },
  'payload-padding': { sentence: 'What was sealed is not filled up as our form does.', hint: byHand },
  'payload-sums': { sentence: 'The list of hashes inside does not fit its files.', hint: byHand },
  'no-recipient': { sentence: 'There is no recipient to seal to.', hint: askCommittee },
  'too-many-recipients': { sentence: 'There are too many recipients.', hint: askCommittee },
  'not-a-hybrid-recipient': { sentence: 'A recipient is not hybrid.', hint: askCommittee },
  'empty-payload': { sentence: 'There is nothing to seal.', hint: 'Run it again.' },
  'source-changed': { sentence: 'A file changed while it was sealed.', hint: 'Run it again.' },
};

/** From alarm code to its sentence. An alarm stops nothing: what it is about is shown beside it. */
export const alarmSentences: Readonly<Record<AlarmCode, string>> = {
  'mailbox-differs': 'The server filed it under another mailbox than the report names.',
  'sealed-by-differs': 'The server says another way of sealing than the report does.',
  'day-differs': 'The report was written more than three days before or after it is said to have arrived.',
  'committee-differs': 'It names another committee.',
  'keyring-serial-unknown': 'It was sealed with a keyring that is not known here.',
  'origin-unknown': 'It was written on an address that no given keyring lists.',
  'envelope-differs': 'The envelope is not the one that the bundle’s index names.',
  'not-in-chain': 'The server’s chain does not hold it at its place and day.',
  'report-altered': 'The report does not have the hash that was written down when it was sealed.',
  'file-altered': 'A file does not have the hash that was written down when it was sealed.',
  'files-differ': 'The report describes another number of files than came with it.',
  'file-size-differs': 'A file has another size than the report says.',
  'report-id-conflict': 'Another report with the same id but other content is here; all are shown.',
  'two-first-reports':
    'Two first reports name one mailbox but come from different receipt codes, or want their answers at different places.',
  'update-unproven':
    'This update does not prove the receipt code of the first report. Anybody who knows the mailbox can send such a one.',
  'chain-start': 'The chain begins with a head that an empty chain does not have.',
  'chain-broken': 'The chain does not lead from its start to its end: an entry was removed, added or changed.',
  'chain-disagrees': 'Two bundles tell different histories of the same server.',
};

/** From notice code to its sentence. A notice is no suspicion. */
export const noticeSentences: Readonly<Record<NoticeCode, string>> = {
  'report-twice': 'The same report came more than once, to the last byte. It is one report.',
  'from-take-away':
    'It was made with the take-away form, on no address of ours. Whether that form was the true one, only its copy can show.',
  'keyring-expired-then':
    'Its keys were past their last day when it was sealed. The sender was warned, and chose to seal all the same.',
  'not-collected': 'The server accepted envelopes that are not among these inputs.',
  'chain-hole': 'No given bundle covers these positions of the chain.',
  'no-receipt':
    'The sender keeps no receipt code and will read no answer by it: use the way to be reached, if there is one.',
  'erased-here': 'Its thread was erased at the wish of its sender: it is shown, and not kept again.',
  'consent-lowered': 'The sender wants the report to go less far than before. This counts from now on.',
  'consent-change-asked':
    'The sender wants the report to go further, or the first report is not here. A request: ask back by the way that was named before.',
  'contact-change-asked':
    'The sender names another way to be reached. A request: ask back by the way that was named before.',
  'erasure-asked':
    'The sender asks to erase everything. Note it today with `room -- erase`; it can be carried out a week later.',
  'erasure-taken-back': 'The sender takes the request for erasure back. Nothing is to be erased.',
};

/** From two answers that do not fit together to a sentence. It says what stands there, and does not say which is wrong. */
export const contradictionSentences: Readonly<Record<ContradictionId, string>> = {
  named_without_name: 'The sender agrees to be named, and gives no name.',
  name_though_withheld: 'The sender withholds their identity, and gives it all the same. Treat it as withheld.',
  name_wider_than_identity: 'The sender’s name may be passed on, and yet is for the secretariat alone or withheld.',
  self_but_other: 'The sender is the MP by one answer and somebody else by another.',
  channel_without_address: 'A way to reach the sender has no address.',
  address_without_channel: 'An address does not say by which way it is used.',
  no_contact_and_more: 'The sender wants no contact, and names a way to be reached.',
  no_way_back: 'The sender keeps no receipt code and names no way to be reached.',
  trusted_person_missing: 'Contact goes through a trusted person, and nobody is named.',
  mandate_ends_before_start: 'A mandate ends before it begins.',
  event_ends_before_start: 'An event ends before it begins.',
  event_ongoing_but_ended: 'An event goes on, and has an end.',
  free_but_detained: 'The MP is not held, and a detention is described.',
  not_urgent_but_triggers: 'It is called not urgent, and names an urgent danger.',
  record_only_and_more: 'Only a record is wanted, and other help too.',
  not_sure_and_more: 'The sender is not sure which violation it is, and names one.',
  no_immunity_but_violated: 'Immunity does not apply, and was violated.',
  no_remedies_and_more: 'Nothing was tried, and something was.',
  no_bodies_and_more: 'Nobody else was told, and somebody was.',
  no_partners_and_more: 'It is for no partner, and for some.',
  objects_but_wide: 'The MP objects, and the report may go beyond the secretariat. Ask before anything else.',
  partners_but_narrow: 'Partners may read of it, and the report may not go that far, or the MP objects.',
  file_further_than_report: 'A file may go further than the report. Take the narrower one, or ask.',
  name_further_than_report: 'The sender’s name may go further than the report. Take the narrower one.',
  help_further_than_report: 'Help is wanted that others must know of, and the report may not go that far.',
  public_help_without_consent: 'A public statement is wanted, and the report may not be made public.',
  authorities_without_consent: 'The authorities should be contacted, and the report may not be raised with them.',
};
