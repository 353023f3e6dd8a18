import type { PropsWithChildren } from 'hono/jsx';
import type { Messages } from '../messages.ts';
import { CodeDigits } from './code-digits.tsx';
import { KeepCode } from './keep-code.tsx';

interface Props {
  readonly messages: Messages;
  /** Nine groups of five digits; without them a script fills `issued-code`, and helps to keep it. */
  readonly groups?: readonly string[] | undefined;
  /** Whether somebody has sent without a code. */
  readonly isWithout?: boolean;
  /** Whether the report has not arrived yet: it has to be carried. */
  readonly isCarried?: boolean;
}

/**
 * The code, to be written down, and printed on a card that does not say what it is for; with what is said of it. Or that
 * there is none.
 */
export function ReceiptCode(props: PropsWithChildren<Props>) {
  const { messages, groups, isWithout = false, isCarried = false, children } = props;
  const { t } = messages;
  const without = (
    // biome-ignore lint/a11y/useSemanticElements: nothing to fill in stands here.
    <div
      id="issued-without"
      class="notice"
      role="group"
      aria-labelledby="issued-without-title"
      hidden={!isWithout}
      tabindex={-1}
    >
      <h2 id="issued-without-title">{t(isCarried ? 'takeAway.without.title' : 'issued.without.title')}</h2>
      <p>{t('issued.without.text')}</p>
    </div>
  );
  if (isWithout) return without;
  const kept = (
    <div id="issued-with">
      <h2 id="issued-code-title">{t('issued.codeTitle')}</h2>
      <div class="card">
        <CodeDigits id="issued-code" {...(groups && { groups })} />
        <p class="card-line" aria-hidden="true">
          <bdi dir="ltr">№ ____________</bdi>
        </p>
      </div>
      <p>
        <strong>{t('issued.write')}</strong>
      </p>
      {!groups && <KeepCode messages={messages} isCarried={isCarried} />}
      {children}
    </div>
  );
  return groups ? (
    kept
  ) : (
    <>
      {kept}
      {without}
    </>
  );
}
