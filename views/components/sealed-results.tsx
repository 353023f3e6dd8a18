import { maxPlainBytes } from '../../report/limits.ts';
import type { Messages } from '../messages.ts';
import { sizeText } from '../size-text.ts';

/** What can become of a file that somebody hands in. The server knows some, a script others. */
export const sealedStates = [
  'received',
  'here',
  'none',
  'empty',
  'other',
  'cut',
  'unreadable',
  'refused',
  'tooLarge',
  'tooLargeAtOnce',
  'storageFull',
  'failed',
  'stopped',
] as const;

export type SealedState = (typeof sealedStates)[number];

export interface SealedResult {
  /** As the sender's device calls it, hostile; empty where there is no file. */
  readonly name: string;
  readonly state: SealedState;
}

interface Props {
  readonly messages: Messages;
  /** Without them all is hidden and waits for a script. */
  readonly results?: readonly SealedResult[] | undefined;
}

/** What became of each file, one line a file, and what its bearer should know then. */
export function SealedResults({ messages, results }: Props) {
  const { t } = messages;
  const isIn = results?.some(({ state }) => state === 'received' || state === 'here');
  const size = sizeText(messages.language, maxPlainBytes);
  return (
    <section id="result" class="notice" hidden={!results} tabindex={-1} aria-labelledby="result-title">
      <h2 id="result-title">{t('sealed.result')}</h2>
      {!results && <p id="sealed-said" role="status"></p>}
      <ul id="sealed-results">
        {results?.map(({ name, state }) => (
          <li>
            {name !== '' && (
              <>
                <bdi translate="no">{name}</bdi>
                <br />
              </>
            )}
            {t(`sealed.state.${state}`, { size })}
          </li>
        ))}
      </ul>
      {(!results || isIn) && (
        <p id="sealed-after" hidden={!results}>
          {t('sealed.after')}
        </p>
      )}
    </section>
  );
}
