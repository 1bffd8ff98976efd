"""B: one person out of many identifiers; members, consent and orders."""
