import { fieldKey } from '../report/field-errors.ts';
import { forms } from '../report/form.ts';
import type { Question } from '../report/questions.ts';
import { everyMp, everyMpPrefix } from '../report/read-form.ts';
import { answerMessages } from './components/answer.tsx';
import { sealedStates } from './components/sealed-results.tsx';
import type { MessageKey, Messages } from './messages.ts';

/** Sentences that the report script writes as they are. */
const written = [
  'title.report',
  'error.summary.title',
  'report.sealing',
  'report.sending',
  'report.stillSending',
  'issued.copied',
  'issued.notCopied',
  'keep.noted',
  'keep.saved',
  'keep.kept',
  'keep.first',
  'keep.fits',
  'steps.state.empty',
  'steps.state.begun',
  'steps.state.done',
  'steps.state.optional',
  'steps.state.wrong',
  'check.change',
  'check.none',
  'thing.undo',
  'language.failed',
  'paste.failed',
  'copy.working',
  'copy.savedAs',
  'copy.printed',
  'copy.notPrinted',
  'carry.saved',
  'copy.failed',
  'copy.badRecipient',
  'copy.needs',
  'copy.both',
  'another.started',
  'contradiction.file_further_than_report',
  'evidence.paused',
  'evidence.offline',
  'evidence.busy',
  'evidence.stopped',
  'evidence.first',
  'evidence.looking',
] as const satisfies readonly MessageKey[];

/** Sentences that it fills in: `{label}` and the like stay in them as they are. */
const filled = {
  'title.error': ['title'],
  'error.at': ['thing', 'label'],
  'error.any.required': ['label'],
  'error.any.too_long': ['label', 'limit'],
  'error.any.too_many': ['label', 'limit'],
  'error.any.not_an_option': ['label'],
  'error.any.not_a_date': ['label'],
  'error.any.not_a_number': ['label'],
  'error.any.invalid': ['label'],
  'steps.next': ['title'],
  'steps.back': ['title'],
  'steps.progress': ['done', 'all'],
  'check.odd': ['count'],
  'keep.group': ['number'],
  'keep.slip': ['number'],
  'thing.remove': ['name'],
  'thing.removed': ['name'],
  'thing.added': ['name'],
  'thing.full': ['max'],
  'count.left': ['count'],
  'count.over': ['count'],
  'paste.understood': ['count'],
  'paste.unread': ['lines'],
  'paste.leftOut.header': ['texts'],
  'paste.leftOut.title': ['texts'],
  'paste.leftOut.marks': ['texts'],
  'paste.leftOut.numbers': ['texts'],
  'paste.leftOut.divider': ['texts'],
  'paste.leftOut.columns': ['texts'],
  'paste.unknownCountries': ['names'],
  'paste.unclearCountry': ['name', 'choices'],
  'paste.readAs': ['name', 'country', 'others'],
  'paste.tooMany': ['count'],
  'paste.added': ['count'],
  'paste.tooLong': ['limit'],
  'paste.different': ['name'],
  'paste.nameOf': ['number'],
  'copy.short': ['limit'],
  'evidence.limits': ['count', 'size'],
  'evidence.one': ['number', 'name'],
  'evidence.remove': ['name'],
  'evidence.up': ['name'],
  'evidence.down': ['name'],
  'evidence.removed': ['name'],
  'evidence.undo': ['name'],
  'evidence.back': ['name', 'number'],
  'evidence.moved': ['name', 'number'],
  'evidence.added': ['count'],
  'evidence.preparing': ['name'],
  'evidence.progress': ['name', 'percent'],
  'evidence.arrived': ['name'],
  'evidence.allArrived': ['count'],
  'evidence.tooMany': ['count', 'names'],
  'evidence.tooLarge': ['name', 'size', 'limit'],
  'evidence.folder': ['name'],
  'evidence.changed': ['name'],
  'evidence.notCleaned': ['name'],
  'evidence.broken': ['name'],
  'evidence.storageFull': ['name'],
  'evidence.refused': ['name'],
  'evidence.failed': ['name'],
  'language.changed': ['name'],
} as const satisfies { readonly [Key in MessageKey]?: readonly string[] };

/** The sentences that the script of the receipt page needs. */
export function receiptMessages(messages: Messages): Readonly<Record<string, string>> {
  const { t } = messages;
  return {
    ...scriptMessages(messages, forms.update.questions),
    ...answerMessages(messages),
    'title.receipt': t('title.receipt'),
    // What has been sent before is the same page.
    'title.report': t('title.receipt'),
    'title.error': t('title.error', { title: '{title}' }),
    'receipt.seen.slip': t('receipt.seen.slip'),
    'update.arrived': t('update.arrived'),
    'update.first': t('update.first'),
    'receipt.looking': t('receipt.looking'),
    'receipt.slip.title': t('receipt.slip.title'),
    'receipt.several.title': t('receipt.several.title'),
    'receipt.groups': t('receipt.groups', { groups: '{groups}' }),
    'language.changed': t('language.changed', { name: '{name}' }),
  };
}

/** What the take-away form says besides, as it is. */
const writtenAway = [
  'takeAway.answer.first',
  'takeAway.expired.first',
  'receipt.slip.title',
  'receipt.several.title',
  'receipt.seen.slip',
  'takeAway.save.kept',
  'takeAway.save.first',
  'takeAway.stopped',
] as const satisfies readonly MessageKey[];

/** What it fills in. */
const filledAway = {
  'receipt.groups': ['groups'],
  'takeAway.files.limits': ['count', 'size'],
  'takeAway.files.tooMuch': ['limit', 'names'],
  'takeAway.progress': ['percent'],
  'takeAway.save.size': ['size'],
} as const satisfies { readonly [Key in MessageKey]?: readonly string[] };

type Filled = Readonly<Record<string, readonly string[]>>;

function sentencesOf({ t }: Messages, keys: readonly MessageKey[], places: Filled): Record<string, string> {
  const sentences: Record<string, string> = {};
  for (const key of keys) sentences[key] = t(key);
  for (const [key, names] of Object.entries(places))
    sentences[key] = t(key as MessageKey, Object.fromEntries(names.map((name) => [name, `{${name}}`])));
  return sentences;
}

/** The sentences that the take-away form's script needs. */
export const takeAwayMessages = (messages: Messages, questions: readonly Question[]) => ({
  ...scriptMessages(messages, questions),
  ...sentencesOf(messages, writtenAway, filledAway),
  ...answerMessages(messages),
});

/** The sentences that the script of the page for sealed files needs. */
export function sealedMessages({ t }: Messages): Readonly<Record<string, string>> {
  const size = '{size}';
  return {
    'sealed.looking': t('sealed.looking', { name: '{name}' }),
    'sealed.done': t('sealed.done', { count: '{count}', all: '{all}' }),
    'evidence.progress': t('evidence.progress', { name: '{name}', percent: '{percent}' }),
    'evidence.paused': t('evidence.paused'),
    'evidence.offline': t('evidence.offline'),
    'evidence.busy': t('evidence.busy'),
    ...Object.fromEntries(sealedStates.map((state) => [`sealed.state.${state}`, t(`sealed.state.${state}`, { size })])),
  };
}

/** The sentences that the report script needs, by key: it carries no catalogue and no message parser. */
export function scriptMessages(messages: Messages, questions: readonly Question[]): Readonly<Record<string, string>> {
  const sentences = sentencesOf(messages, written, filled);
  const needed = questions.filter(({ required }) => required).map(({ field, key }) => key ?? fieldKey(field));
  // What several MPs lack is told where it can be given for all of them.
  const shared = everyMp.filter((key) => needed.includes(`mps.${key}`));
  for (const key of [...needed, ...shared.map((each) => everyMpPrefix + each)]) {
    const message = `error.${key}.required`;
    if (messages.has(message)) sentences[message] = messages.t(message);
  }
  return sentences;
}
