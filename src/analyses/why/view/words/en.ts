import type { Messages } from '../../../../i18n/messages.ts';

export const en = {
  'why.of': 'About',
  'why.section.number': 'Why this number',
  'why.section.number.why': 'What makes the forecast differ from the same time before',
  'why.section.scenarios': 'What if',
  'why.section.scenarios.why': 'Another price, another promotion, another holiday',
} as const satisfies Messages<'en'>;
