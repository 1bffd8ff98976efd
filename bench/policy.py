"""`python -m bench.policy [members]`: what the policy says of a million recipients, read from the database and from columns."""

from __future__ import annotations

import hashlib
import sys
import time
from dataclasses import replace

from bench.messaging import NOON, found_brand, open_django, register_bench_transport


def main() -> None:
    """Print rows, counts by rule, seconds and a checksum of every decision."""
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    open_django("policy")
    register_bench_transport()
    started = time.perf_counter()
    brand = found_brand(members)
    print(f"{members:,} members made in {time.perf_counter() - started:.0f} s")

    import numpy as np

    from siyu.engage.messaging.identity import identity_of
    from siyu.engage.messaging.models import MARKETING
    from siyu.engage.messaging.policy.asking import NEVER
    from siyu.engage.messaging.policy.chain import RULES, decide
    from siyu.engage.messaging.policy.keeping import shipped
    from siyu.engage.messaging.questions import Wanting
    from siyu.engage.messaging.queueing import Effect, row_of
    from siyu.engage.messaging.relations import gone_now
    from siyu.engage.messaging.saying import question_of
    from siyu.engage.messaging.standing import merged, read_standing

    policy = shipped().model_copy(update={"holdout": "5%"})
    row = row_of(brand, Effect("bench", 0, "bench", MARKETING, content={"text": "hello"}), None, NOON)
    question = replace(question_of(row, NOON, policy, gone_now(brand, NOON)))
    for attempt in ("cold", "warm"):
        started = time.perf_counter()
        sources = np.arange(1, members + 1, dtype=np.int64)
        people, firsts = merged(identity_of(brand), sources)
        wanting = Wanting(people, sources[firsts], np.full(len(people), NEVER, dtype=np.int64))
        standing = read_standing(question, wanting)
        read = time.perf_counter()
        decisions = decide(question.ask, standing.people, policy)
        done = time.perf_counter()
        told = np.stack([people, decisions.verdict.astype(np.int64), decisions.rule.astype(np.int64), decisions.until])
        digest = hashlib.blake2b(told.tobytes(), digest_size=8).hexdigest()
        print(f"{attempt}: read {read - started:.2f} s, decided {done - read:.3f} s, {len(people):,} people, {digest}")
    for number in np.unique(decisions.rule):
        name = RULES[number] if number >= 0 else "send"
        print(f"  {name:12} {int((decisions.rule == number).sum()):>9,}")


if __name__ == "__main__":
    main()
