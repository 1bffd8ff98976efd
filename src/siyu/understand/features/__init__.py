"""Member features: declared once, computed from facts at an instant."""
