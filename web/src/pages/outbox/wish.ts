/** A send as it is typed, and as the API takes it. */

export type Typed = {
  name: string;
  segment: string;
  transport: string;
  template: string;
  text: string;
  content_class: 'marketing' | 'service';
};

export const NOTHING: Typed = {
  name: '',
  segment: '',
  transport: '',
  template: '',
  text: '',
  content_class: 'marketing',
};

export function isComplete({ name, segment, transport, template, text }: Typed): boolean {
  return Boolean(name.trim() && segment && transport && (template || text.trim()));
}

export function asWish({ name, segment, transport, template, text, content_class }: Typed) {
  const words = template ? { template } : { content: { text: text.trim() } };
  return { name: name.trim(), segment, transport, content_class, ...words };
}
