/** Numbers, money, rates, days and instants as people read them, in the language of the page. */

import { i18next } from '../i18n';

const DASH = '–';

const language = (): string => i18next.language || 'zh-CN';

export function formatNumber(value: number | null | undefined, digits = 0): string {
  if (value == null || Number.isNaN(value)) return DASH;
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}

/** How many minor units make one major unit of a currency. */
export function minorPerMajor(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  return 10 ** (digits ?? 2);
}

/** Money from integer minor units; `short` leaves the minor part away. */
export function formatMoney(minor: number | null | undefined, currency: string, short = false): string {
  if (minor == null || Number.isNaN(minor)) return DASH;
  const value = minor / minorPerMajor(currency);
  const digits = short ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {};
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits } as const;
  return new Intl.NumberFormat(language(), style).format(value);
}

/** A price from minor units that need not be whole: what is below one, such as fuel by volume, keeps two telling digits. */
export function formatPrice(minor: number, currency: string): string {
  if (minor === 0 || Math.abs(minor) >= 1) return formatMoney(minor, currency);
  const digits = { minimumSignificantDigits: 2, maximumSignificantDigits: 2 };
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits } as const;
  return new Intl.NumberFormat(language(), style).format(minor / minorPerMajor(currency));
}

export function formatRate(value: number | null | undefined, digits = 1): string {
  if (value == null || Number.isNaN(value)) return DASH;
  const style = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language(), style).format(value);
}

/** A calendar day (`2017-12-31`), never shifted by a time zone. */
export function formatDay(day: string | null | undefined): string {
  return day ? day.slice(0, 10) : DASH;
}

/** An instant in the zone of the brand, to the minute, or to the second where many come together. */
export function formatInstant(at: string | null | undefined, zone: string, seconds = false): string {
  if (!at) return DASH;
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  });
  return parts.format(new Date(at));
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  return `${formatNumber(bytes / 1000 ** step, step ? 1 : 0)} ${units[step]}`;
}

export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return minutes ? i18next.t('parts.minutes', { minutes, rest }) : i18next.t('parts.seconds', { seconds: whole });
}

/** Who did something: an e-mail, an API key by the beginning of its secret, or the system itself. */
export function formatActor(by: string | null | undefined): string {
  if (!by || by === 'siyu') return i18next.t('parts.system');
  return by.startsWith('key:') ? i18next.t('parts.byKey', { prefix: by.slice(4) }) : by;
}

/** A word of the data that has a name in the catalogues (a channel, a weekday); any other stays as written. */
export function formatWord(word: unknown): string {
  return i18next.t([`values.${word}`, `channels.${word}`], { defaultValue: String(word) });
}

/** The value of a feature or metric by its unit. */
export function formatUnit(value: unknown, unit: string, currency: string): string {
  if (value == null) return DASH;
  if (typeof value !== 'number') return formatWord(value);
  if (unit === 'money') return formatMoney(value, currency);
  if (unit === 'rate') return formatRate(value);
  const digits = Number.isInteger(value) ? 0 : 2;
  const text = formatNumber(value, digits);
  return unit === 'days' ? i18next.t('parts.days', { count: value, text }) : text;
}
