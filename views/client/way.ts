import type { FormId } from '../../report/form.ts';
import type { Values } from './fields.ts';
import type { SealerFailure } from './hold.ts';
import type { OtherPage } from './other-page.ts';
import type { Problem } from './outcome.ts';
import type { CheckedForm, Sealer } from './sealer.ts';
import type { Sentences } from './sentences.ts';
import type { Session } from './session.ts';

/** What a report says of the page that it was written on. */
export interface FormFacts {
  readonly form: FormId;
  readonly formBuild: string;
  readonly language: string;
}

/**
 * How a delivery ended: `left` needs the form no more; of `held` the page still holds the only copy; what the way tells
 * itself it tells once the form can be used again.
 */
export type Delivered = 'left' | 'held' | CheckedForm | { readonly problem: Problem } | { tell(): void };

/** How reports leave one kind of page, and what else that kind does in its own way. */
export interface Way {
  /** @throws SealerError. */
  startSealer(receipt: Uint8Array): Promise<Sealer>;
  /** Hears why nothing can be sealed. @returns whether it has told so itself. */
  onFailure?(code: SealerFailure): boolean;
  /** The page in another language, not shown yet; `null` if it did not come. */
  askForPage(name: string): Promise<OtherPage | null>;
  /** Makes alive what stands around the form; after loading and in another language. */
  mountPage(): void;
  /** The same within the form, before answers are filled in. */
  mountForm(form: HTMLFormElement, sentences: Sentences): void;
  /** Numbers of the files that stand in the form. */
  fileNumbers(): readonly number[];
  /** Seals the answers and lets them leave. @throws SealerError. */
  deliver(fields: Values): Promise<Delivered>;
  /** Shows what comes after the code. */
  follow(): void;
  /** Hears of a problem before it is shown. */
  onProblem(problem: Problem): void;
  /** Whether it holds what would be lost with the page. */
  isHolding(): boolean;
  /** Whether something has to be done first, which it then says. */
  isInTheWayOf(what: 'language' | 'another'): boolean;
  /** Begins another report. */
  renew(): void;
  /** Drops everything at once. */
  forget(): void;
}

/** What the course of a form lends to a way. */
export interface Course {
  readonly session: Session;
  sentences(): Sentences;
  facts(): FormFacts;
  isGone(): boolean;
  /** The answers as they stand in the form. */
  values(): Values;
  showStep(id: string): void;
  /** Tries again to become able to seal. */
  begin(): void;
  /** Shows the code, with what helps to keep it, while the form stays. */
  tellCode(): void;
  /** What was held has left: the form is emptied. */
  letGo(): void;
  /** What was held is dropped, and the form is there again. */
  takeBack(): void;
}
