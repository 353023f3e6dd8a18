import type { ChainReview, Result } from './result.ts';
import { alarmSentences, contradictionSentences, noticeSentences, sentences } from './sentences.ts';

/** What `open --json` prints, before it is made inert: every result, every bundle's chain, three counts. */
export function asJson(results: readonly Result[], chains: readonly ChainReview[]) {
  const worded =
    <Code extends string>(words: Readonly<Record<Code, string>>) =>
    (each: { readonly code: Code; readonly detail: string }) => ({ ...each, sentence: words[each.code] });
  return {
    type: 'opened/v1',
    opened: results.filter(({ opened }) => opened).length,
    failed: results.filter(({ code }) => code !== undefined).length,
    alarms: [...results, ...chains].reduce((sum, { alarms }) => sum + alarms.length, 0),
    results: results.map((result) => ({
      ...result,
      ...(result.code === undefined ? {} : sentences[result.code]),
      contradictions: result.contradictions.map((each) => ({ ...each, sentence: contradictionSentences[each.id] })),
      alarms: result.alarms.map(worded(alarmSentences)),
      notices: result.notices.map(worded(noticeSentences)),
    })),
    bundles: chains.map((chain) => ({
      ...chain,
      alarms: chain.alarms.map(worded(alarmSentences)),
      notices: chain.notices.map(worded(noticeSentences)),
    })),
  };
}
