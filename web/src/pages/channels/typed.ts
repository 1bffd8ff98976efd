/** What the form of a channel holds, and what it sends of that. */

import type { ChannelDetail, ChannelKind, SettingField } from '../../api/types';

export type Typed = {
  kind: string;
  name: string;
  identity: string;
  base_url: string;
  secrets: Record<string, string>;
  settings: Record<string, string>;
};

export function blank(channel: ChannelDetail | undefined, kind: ChannelKind | undefined): Typed {
  const settings = (kind?.settings ?? []).map((field) => [field.name, written(channel?.settings[field.name])]);
  return {
    kind: kind?.name ?? '',
    name: channel?.name ?? '',
    identity: channel?.identity ?? '',
    base_url: channel?.base_url ?? '',
    secrets: {},
    settings: Object.fromEntries(settings),
  };
}

/** Only secrets that were typed go out, only settings that were set, and an address only when it is another one. */
export function asBody(typed: Typed, kind: ChannelKind | undefined, channel?: ChannelDetail) {
  const settings = (kind?.settings ?? [])
    .filter((field) => typed.settings[field.name] !== '')
    .map((field) => [field.name, read(field, typed.settings[field.name] ?? '')]);
  const secrets = Object.entries(typed.secrets).filter(([, value]) => value !== '');
  return {
    name: typed.name.trim(),
    identity: typed.identity.trim(),
    settings: Object.fromEntries(settings),
    secrets: Object.fromEntries(secrets),
    ...(typed.base_url && typed.base_url !== channel?.base_url ? { base_url: typed.base_url } : {}),
  };
}

function written(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What can't be read goes out as it is: the server says what is wrong with it. */
function read(field: SettingField, text: string): unknown {
  if (field.type === 'integer' || field.type === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (field.type === 'boolean') return text === 'true';
  if (field.type !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
