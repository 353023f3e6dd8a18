import type { Messages } from '../messages.ts';

/** Pattern of the buttons at the end of a part; a script says where each leads. */
export function StepButtons({ messages }: { messages: Messages }) {
  return (
    <template id="step-template">
      <div class="step-buttons">
        <button type="button" class="quiet" data-go="back"></button>
        <button type="button" data-go="next"></button>
        <button type="button" class="quiet" data-go="check">
          {messages.t('steps.toCheck')}
        </button>
      </div>
    </template>
  );
}
