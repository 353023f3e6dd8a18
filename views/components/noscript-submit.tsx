import type { FormProps } from '../page.ts';
import { CheckSubmit } from './check-submit.tsx';
import { Sentence } from './sentence.tsx';
import { nativeSubmit } from './things.tsx';

/** The native button that sends the sealed form. It exists where no script can run, and nowhere else. */
export function NoscriptSubmit(props: Pick<FormProps, 'context' | 'form' | 'way'>) {
  const { messages, settings } = props.context;
  if (settings.noscript === 'refuse') {
    return (
      <noscript>
        <p class="notice">
          <Sentence messages={messages} message="noscript.refuse" />
        </p>
      </noscript>
    );
  }
  return (
    <noscript>
      <p class="notice">
        <Sentence messages={messages} message="noscript.seal" />
      </p>
      {props.form === 'full' && (
        <>
          <p>
            <Sentence messages={messages} message="plain.filesNext" />
          </p>
          <p>
            <CheckSubmit {...props} />
          </p>
        </>
      )}
      <button type="submit" name="do" value="send" {...nativeSubmit(props)}>
        {messages.t('send.button')}
      </button>
    </noscript>
  );
}
