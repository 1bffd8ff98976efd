/** The one button of the console, and the link that looks like it. */

import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon, type IconDefinition } from './Icon';

type Look = {
  kind?: 'plain' | 'primary' | 'text' | 'dashed' | 'link';
  danger?: boolean;
  small?: boolean;
  icon?: IconDefinition;
};

export type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean };

export function Button({ kind, danger, small, icon, busy, className, children, onClick, ...button }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes({ kind, danger, small, children }, className)}
      aria-busy={busy}
      onClick={busy ? undefined : onClick}
      {...button}
    >
      {busy ? <span className="spinner" aria-hidden /> : icon && <Icon of={icon} />}
      {children}
    </button>
  );
}

type LinkProps = Look & { to?: string; href?: string; state?: unknown; className?: string; children: ReactNode };

/** Leads to a page of the console (`to`) or to an address of the server, such as a file (`href`). */
export function ButtonLink({ to, href, state, icon, className, children, ...look }: LinkProps) {
  const shared = { className: classes({ ...look, children }, className) };
  const inside = (
    <>
      {icon && <Icon of={icon} />}
      {children}
    </>
  );
  return to === undefined ? (
    <a {...shared} href={href}>
      {inside}
    </a>
  ) : (
    <Link {...shared} to={to} state={state}>
      {inside}
    </Link>
  );
}

function classes({ kind = 'plain', danger, small, children }: Look & { children?: ReactNode }, more = ''): string {
  return ['button', kind, danger && 'danger', small && 'small', !children && 'square', more].filter(Boolean).join(' ');
}
