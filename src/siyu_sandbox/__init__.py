"""A local server that behaves like WeCom, the official-account platform and mini-programs; imports nothing of Siyu."""
