import type { Messages } from '../messages.ts';
import { CodeDigits } from './code-digits.tsx';

interface Props {
  readonly messages: Messages;
  /** Nine groups of five digits; without them a script fills `issued-code` and copies it. */
  readonly groups?: readonly string[] | undefined;
}

/** The code, to be written down or copied. */
export function ReceiptCode({ messages, groups }: Props) {
  return (
    <>
      <h2 id="issued-code-title">{messages.t('issued.codeTitle')}</h2>
      <p>
        <CodeDigits id="issued-code" {...(groups && { groups })} />
      </p>
      {!groups && (
        <p>
          <button type="button" id="copy-code">
            {messages.t('issued.copy')}
          </button>{' '}
          <span id="copied" role="status"></span>
        </p>
      )}
      <p>
        <strong>{messages.t('issued.write')}</strong>
      </p>
    </>
  );
}
