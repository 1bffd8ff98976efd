/** A combobox is used by keyboard alone: typing finds, arrows move, Enter takes, Escape leaves everything as it was. */

import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Combobox } from '../src/ui/combobox/Combobox';
import { ManyCombobox } from '../src/ui/combobox/ManyCombobox';
import { fitting, grouped, type Option, stepped } from '../src/ui/combobox/options';
import { Tags } from '../src/ui/combobox/Tags';

const FRUIT: Option[] = [
  { value: 'a', label: 'Apple', group: 'Trees' },
  { value: 'b', label: 'Blackberry', group: 'Bushes' },
  { value: 'c', label: 'Cherry', group: 'Trees' },
];

beforeAll(() => {
  // jsdom has no top layer and no scrolling.
  HTMLElement.prototype.showPopover = vi.fn();
  HTMLElement.prototype.hidePopover = vi.fn();
  HTMLElement.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

const field = () => screen.getByRole('combobox') as HTMLInputElement;
const press = (key: string) => fireEvent.keyDown(field(), { key });
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const options = () => screen.queryAllByRole('option', { hidden: true }).map((option) => option.textContent);
const active = () => {
  const id = field().getAttribute('aria-activedescendant');
  return id && document.getElementById(id)?.textContent;
};

function One({ onChange }: { onChange: (value: string) => void }) {
  const [value, setValue] = useState('a');
  const change = (chosen: string) => {
    setValue(chosen);
    onChange(chosen);
  };
  return <Combobox label="Fruit" options={FRUIT} value={value} onChange={change} />;
}

describe('a combobox', () => {
  test('opens by an arrow at what is chosen, and follows the order that is seen', () => {
    render(<One onChange={vi.fn()} />);
    expect(field().value).toBe('Apple');
    press('ArrowDown');
    expect([field().getAttribute('aria-expanded'), active()]).toEqual(['true', 'Apple']);
    expect(options()).toEqual(['Apple', 'Cherry', 'Blackberry']);
    press('ArrowDown');
    expect(active()).toBe('Cherry');
    press('ArrowUp');
    press('ArrowUp');
    expect(active()).toBe('Blackberry');
  });

  test('takes what was typed for by Enter', () => {
    const chosen = vi.fn();
    render(<One onChange={chosen} />);
    type('ch');
    expect(options()).toEqual(['Cherry']);
    press('Enter');
    expect(chosen).toHaveBeenCalledExactlyOnceWith('c');
    expect([field().value, field().getAttribute('aria-expanded')]).toEqual(['Cherry', 'false']);
  });

  test('is left as it was by Escape', () => {
    const chosen = vi.fn();
    render(<One onChange={chosen} />);
    type('ch');
    press('Escape');
    expect(chosen).not.toHaveBeenCalled();
    expect(field().value).toBe('Apple');
  });

  test('leaves keys alone while a word is being composed', () => {
    const chosen = vi.fn();
    render(<One onChange={chosen} />);
    type('ch');
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(chosen).not.toHaveBeenCalled();
  });
});

describe('a combobox of many', () => {
  test('adds, takes away again, and stops at the most', () => {
    const chosen = vi.fn();
    render(<ManyCombobox label="Fruit" options={FRUIT} values={['a', 'b']} most={2} onChange={chosen} />);
    type('ch');
    press('Enter');
    expect(chosen).not.toHaveBeenCalled();
    type('bl');
    press('Enter');
    expect(chosen).toHaveBeenLastCalledWith(['a']);
    type('');
    press('Backspace');
    expect(chosen).toHaveBeenLastCalledWith(['a']);
    expect(screen.getByRole('button', { name: '移除 Apple' })).toBeTruthy();
  });
});

describe('a list of own values', () => {
  test('takes a typed value by Enter and a list apart at its commas', () => {
    const chosen = vi.fn();
    render(<Tags label="Values" values={['1']} onChange={chosen} />);
    const input = screen.getByLabelText('Values');
    fireEvent.change(input, { target: { value: '7' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(chosen).toHaveBeenLastCalledWith(['1', '7']);
    fireEvent.change(input, { target: { value: '8, 9，8' } });
    expect(chosen).toHaveBeenLastCalledWith(['1', '8', '9']);
  });
});

describe('options', () => {
  test('fit when they hold every typed word in label, value or group', () => {
    expect(fitting(FRUIT, 'trees che').map(({ value }) => value)).toEqual(['c']);
    expect(fitting(FRUIT, ' ')).toEqual(FRUIT);
  });

  test('stand together by group', () => {
    expect(grouped(FRUIT).map(({ group, options: members }) => [group, members.length])).toEqual([
      ['Trees', 2],
      ['Bushes', 1],
    ]);
  });

  test('are stepped through round the ends', () => {
    expect([stepped(-1, 1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(0, 1, 0)]).toEqual([0, 0, 2, -1]);
  });
});
