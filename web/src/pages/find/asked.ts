/** What is asked, kept in the address, and how a chosen product, brand or category is written in a list of choices. */

import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

export const KINDS = ['product', 'brand', 'category'] as const;
export type Kind = (typeof KINDS)[number];
export type Asked = Record<Kind, string[]> & {
  did: string;
  within: number;
  times: number;
  reachable: string;
  consent: string;
  segment: string;
};

const FIRST = { did: 'ordered', within: 90, times: 1 };

export function useAsked() {
  const [params, setParams] = useSearchParams();
  const asked = useMemo(() => readAsked(params), [params]);
  const put = (change: Partial<Asked>) => setParams(written({ ...asked, ...change }), { replace: true });
  return { asked, put };
}

export function readAsked(params: URLSearchParams): Asked {
  const number = (name: 'within' | 'times', least: number, most: number) => {
    const read = Number(params.get(name) ?? FIRST[name]);
    return Number.isInteger(read) && read >= least && read <= most ? read : FIRST[name];
  };
  return {
    product: params.getAll('product'),
    brand: params.getAll('brand'),
    category: params.getAll('category'),
    did: params.get('did') || FIRST.did,
    within: number('within', 0, 3650),
    times: number('times', 1, 10_000),
    reachable: params.get('reachable') ?? '',
    consent: params.get('consent') ?? '',
    segment: params.get('segment') ?? '',
  };
}

function written(asked: Asked): URLSearchParams {
  const params = new URLSearchParams();
  for (const kind of KINDS) for (const value of asked[kind]) params.append(kind, value);
  for (const name of ['did', 'within', 'times'] as const)
    if (asked[name] !== FIRST[name]) params.set(name, String(asked[name]));
  for (const name of ['reachable', 'consent', 'segment'] as const) if (asked[name]) params.set(name, asked[name]);
  return params;
}

/** As the server is asked: no window is no limit of days. */
export function queryOf(asked: Asked): Record<string, unknown> {
  return { ...asked, within: asked.within || undefined };
}

/** The same as the query of a link. */
export function linkOf(asked: Asked): string {
  const params = written(asked);
  params.set('did', asked.did);
  if (asked.within) params.set('within', String(asked.within));
  else params.delete('within');
  return params.toString();
}

const PROPERTY: Record<string, Kind> = {
  'product.id': 'product',
  'product.name': 'product',
  'product.brand': 'brand',
  'product.category': 'category',
};

export function choiceOf(property: string, value: string): string {
  return `${PROPERTY[property] ?? 'product'}:${value}`;
}

export function chosenIn(asked: Asked): string[] {
  return KINDS.flatMap((kind) => asked[kind].map((value) => `${kind}:${value}`));
}

export function fromChoices(choices: string[]): Pick<Asked, Kind> {
  const of = (kind: Kind) =>
    choices.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1));
  return { product: of('product'), brand: of('brand'), category: of('category') };
}
