"""C: features, rules, segments and value, computed from the lake."""
