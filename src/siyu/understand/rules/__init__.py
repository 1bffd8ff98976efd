"""The rule language: parse, compile to leaves, evaluate to bitmaps."""
