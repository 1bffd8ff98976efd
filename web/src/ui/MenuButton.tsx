/** A button that opens a short list of acts. */

import { Button, type ButtonProps, Popover } from 'antd';
import { type ReactNode, useState } from 'react';

export type MenuAct = { key: string; label: string; act: () => void };

type Props = Omit<ButtonProps, 'onClick'> & { acts: MenuAct[]; head?: ReactNode; children?: ReactNode };

export function MenuButton({ acts, head, children, ...button }: Props) {
  const [open, setOpen] = useState(false);
  const list = (
    <div className="menu">
      {head && <div className="menu-head">{head}</div>}
      {acts.map(({ key, label, act }) => (
        <button
          key={key}
          type="button"
          className="menu-act"
          onClick={() => {
            setOpen(false);
            act();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      content={list}
      styles={{ container: { padding: 4 } }}
    >
      <Button aria-haspopup="true" aria-expanded={open} {...button}>
        {children}
      </Button>
    </Popover>
  );
}
