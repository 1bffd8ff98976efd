/** The kinds of channels there are. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { ChannelKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText } from '../../i18n';

export function useChannelKinds() {
  const path = useAccess().api('/channel-kinds');
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<ChannelKind[]>(path, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Says a kind in the reader's language. */
export function useKindLabel(): (kind: string) => string {
  const text = useText();
  const kinds = useChannelKinds();
  return (kind) => text(kinds.data?.find((each) => each.name === kind)?.label) || kind;
}
