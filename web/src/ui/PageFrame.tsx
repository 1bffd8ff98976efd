/** The frame of every page: one h1, what the page answers, its acts. */

import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';

type Props = {
  title: ReactNode;
  /** Title of the browser tab when the heading is no plain text. */
  tab?: string;
  lead?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  children: ReactNode;
};

export function PageFrame({ title, tab, lead, back, actions, children }: Props) {
  const name = tab ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name ? `${name} · Siyu` : 'Siyu';
  }, [name]);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {back && (
            <Link className="back" to={back.to}>
              ← {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

type PanelProps = { title?: ReactNode; extra?: ReactNode; flush?: boolean; className?: string; children: ReactNode };

/** One sheet of a page; `flush` lets a table run to its edges. */
export function Panel({ title, extra, flush, className = '', children }: PanelProps) {
  return (
    <section className={`panel ${flush ? 'flush' : ''} ${className}`}>
      {(title || extra) && (
        <header className="panel-head">
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}
