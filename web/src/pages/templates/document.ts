/** What a new template and each new part of one begin with, and how texts of a content are found. */

import type {
  AccountMessage,
  CardPart,
  ContentOf,
  TemplateChannel,
  TemplateContents,
  TemplateDocument,
} from '../../api/types';

export const CLASSES = ['transactional', 'service', 'marketing'] as const;
export const LANGUAGES = ['zh-CN', 'en'] as const;

export const BLANK: TemplateDocument = {
  kind: 'template',
  name: '',
  label: { 'zh-CN': '', en: '' },
  class: 'service',
  language: 'zh-CN',
  contents: { sms: { text: '', code: '', parameters: [] } },
  fallbacks: {},
};

/** What YAML must have for the form to draw it; which channels there are is open. */
export const LIKE = { label: {}, contents: {}, fallbacks: {} } as TemplateDocument;

const FIRST: { [Channel in TemplateChannel]: () => ContentOf<Channel> } = {
  wecom: () => ({ text: '', attachments: [] }),
  official_account: () => ({ message: { type: 'text', text: '' } }),
  sms: () => ({ text: '', code: '', parameters: [] }),
  email: () => ({ subject: '', text: '', html: '' }),
  webhook: () => ({ body: { text: '' } }),
};

export const blankContent = <Channel extends TemplateChannel>(channel: Channel) => FIRST[channel]();

/** A card of a type, with the words of the one that was there. */
export function cardOf(type: CardPart['type'], old?: CardPart): CardPart {
  const kept = { title: '', picture: '', ...old };
  if (type === 'image') return { type, picture: kept.picture };
  if (type === 'link') return { type, title: kept.title, url: '', description: '', picture: kept.picture };
  return { type, title: kept.title, appid: '', page: '', picture: kept.picture };
}

export function messageOf(type: AccountMessage['type']): AccountMessage {
  if (type === 'text') return { type, text: '' };
  if (type === 'notice') return { type, template_id: '', data: [{ name: 'thing1', text: '' }], url: '' };
  return cardOf(type) as AccountMessage;
}

/** How a field is written into a text: with a word for who lacks it, unless everybody has it. */
export function written(name: string, certain: boolean): string {
  const steps = name.split('.');
  const plain = steps.every((step) => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step));
  const path = plain ? name : `${steps[0]}['${steps.slice(1).join('.').replaceAll("'", '’')}']`;
  return certain ? `{{ ${path} }}` : `{{ ${path} | default: '' }}`;
}

/** The contents without a channel, or with another one. */
export function withContent<Channel extends TemplateChannel>(
  contents: TemplateContents,
  channel: Channel,
  content: ContentOf<Channel> | undefined,
): TemplateContents {
  const { [channel]: _old, ...others } = contents;
  if (content === undefined) return others;
  return channel in contents ? { ...contents, [channel]: content } : { ...others, [channel]: content };
}
