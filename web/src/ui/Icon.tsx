/** Draws an icon of Ant Design's set, as large and as coloured as the text around it. */

import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types';
import { createElement, type ReactElement } from 'react';

export type { IconDefinition };

type Props = { of: IconDefinition; label?: string; className?: string };

export function Icon({ of, label, className = '' }: Props) {
  const root = typeof of.icon === 'function' ? of.icon('currentColor', 'none') : of.icon;
  const voice = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <span className={`icon ${className}`} {...voice}>
      {draw(root)}
    </span>
  );
}

function draw({ tag, attrs, children = [] }: AbstractNode): ReactElement {
  const named = Object.entries(attrs).map(([name, value]) => [
    name.replace(/-(\w)/g, (_, at) => at.toUpperCase()),
    value,
  ]);
  return createElement(tag, Object.fromEntries(named), ...children.map(draw));
}
