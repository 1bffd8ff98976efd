"""How members behave over time: cohorts, funnels, paths and stickiness."""
