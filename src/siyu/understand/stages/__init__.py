"""Stages: models that put each member into exactly one stage on each day – lifecycle, AIPL, ladder."""
