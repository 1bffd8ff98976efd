"""Codes for things: batches of serials on products, packs and posters, scanned by anybody, claimed by members."""
