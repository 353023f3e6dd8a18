import { Original } from './original.tsx';

interface Props {
  readonly id: string;
  readonly text?: string | undefined;
  readonly original?: string | undefined;
}

/** Help for one control or group, which names it by `aria-describedby`. */
export function Hint({ id, text, original }: Props) {
  return text ? (
    <p class="hint" id={id}>
      {text}
      <Original text={original} />
    </p>
  ) : null;
}
