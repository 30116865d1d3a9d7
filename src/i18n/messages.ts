/** What a message is, in types: texts with `{placeholders}`, and the forms that a language has for a count. */
import type { Language, languages } from '../base/languages.ts';

/** A text for each of a language's plural categories. */
export type PluralForms<Category extends Intl.LDMLPluralRule = Intl.LDMLPluralRule> = Readonly<
  Record<Category, string>
>;

/** A message: one text, or several of which the `count` among its values chooses. */
export type Message = string | Readonly<Partial<PluralForms>>;

/** The plural categories of a language of the page. */
type CategoryOf<Tag extends Language> = (typeof languages)[Tag]['plurals'][number];

/** Messages of one language by their keys; whatever has several forms has all that the language asks for. */
export type Messages<Tag extends Language> = Readonly<Record<string, string | PluralForms<CategoryOf<Tag>>>>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type TextOf<Entry> = Entry extends { readonly other: infer Other extends string }
  ? Other
  : Entry extends string
    ? Entry
    : never;

/** The values a message needs: none, or one for each of its placeholders. */
type ParamsOf<Entry> = [Placeholders<TextOf<Entry>>] extends [never]
  ? []
  : [params: Record<Placeholders<TextOf<Entry>>, string | number>];

/** The values that each message of a set needs. */
export type NeedsOf<Set> = { [Key in keyof Set]: ParamsOf<Set[Key]> };

/** A text alone will do for a count where the language makes no difference by it. */
type TextForCount<Category> = [Category] extends ['other'] ? string : never;

/** What another language says for an English message: forms for what is counted, a text for all else. */
type Translated<Entry, Category extends Intl.LDMLPluralRule> = Entry extends string
  ? 'count' extends Placeholders<Entry>
    ? string | PluralForms<Category>
    : string
  : PluralForms<Category> | TextForCount<Category>;

/** English messages in a language of these plural categories: every key, and every form that the language has. */
export type TranslationInto<Category extends Intl.LDMLPluralRule, English> = {
  readonly [Key in keyof English]: Translated<English[Key], Category>;
};

/** The same in a language of the page. */
export type Translation<English, Tag extends Language> = TranslationInto<CategoryOf<Tag>, English>;
