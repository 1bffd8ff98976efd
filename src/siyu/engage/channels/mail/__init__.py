"""Mail by the brand's own server: sending, ways out, and what comes back."""
