/** A button that opens a short list of acts. */

import type { ReactNode } from 'react';
import type { ButtonProps } from './Button';
import { Popup } from './Popup';

export type MenuAct = { key: string; label: string; act: () => void };

type Props = ButtonProps & { acts: MenuAct[]; head?: ReactNode };

export function MenuButton({ acts, head, ...button }: Props) {
  return (
    <Popup button={button} className="menu">
      {(close) => (
        <>
          {head && <div className="menu-head">{head}</div>}
          {acts.map(({ key, label, act }) => (
            <button
              key={key}
              type="button"
              className="menu-act"
              onClick={() => {
                close();
                act();
              }}
            >
              {label}
            </button>
          ))}
        </>
      )}
    </Popup>
  );
}
