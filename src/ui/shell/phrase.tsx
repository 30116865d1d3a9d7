import type { Part } from '../../i18n/words.ts';

/** A message whose values stand out from its words. */
export function Phrase({ parts }: { parts: Part[] }) {
  return parts.map(({ text, param }, at) => {
    const key = `${at}-${param ?? ''}`;
    return param === null ? (
      <span key={key}>{text}</span>
    ) : (
      <strong key={key} data-param={param}>
        {text}
      </strong>
    );
  });
}
