/** What a form holds: the typed values, what is wrong with them once asked, and the sending. */

import { type FormEvent, useEffect, useRef, useState } from 'react';

export type Errors<Typed> = { [Name in keyof Typed]?: string | false };

export function useForm<Typed extends object>(
  first: Typed,
  check: (typed: Typed) => Errors<Typed>,
  send: (typed: Typed) => Promise<unknown>,
) {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(first);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const wrong = check(typed);
  const errors: Errors<Typed> = tries ? wrong : {};

  useEffect(() => {
    if (tries) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTries(tries + 1);
    if (busy || Object.values(wrong).some(Boolean)) return;
    setBusy(true);
    setRefusal(null);
    try {
      await send(typed);
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(false);
    }
  }

  return {
    typed,
    errors,
    busy,
    refusal,
    set: (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part })),
    props: { ref: form, noValidate: true, onSubmit: (event: FormEvent) => void submit(event) },
  };
}
