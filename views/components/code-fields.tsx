import type { Messages } from '../messages.ts';
import { TextInput } from './text-input.tsx';

interface Props {
  readonly messages: Messages;
}

interface CodeProps extends Props {
  readonly value?: string;
  readonly error?: string | undefined;
}

/** Where a receipt code is typed; no form may post it. */
export function CodeField({ messages: { t }, value = '', error }: CodeProps) {
  return (
    <TextInput
      id="code"
      name="code"
      label={t('receipt.label')}
      hint={t('receipt.hint')}
      value={value}
      error={error}
      kind="code"
    />
  );
}

/** Where the number of the last answer seen is typed: an older one is told apart by it. */
export function SeenField({ messages: { t } }: Props) {
  return (
    <TextInput
      id="seen"
      name="seen"
      label={t('receipt.seen.label')}
      hint={t('receipt.seen.hint')}
      value=""
      kind="number"
    />
  );
}
