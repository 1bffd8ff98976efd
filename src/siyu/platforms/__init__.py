"""How Siyu speaks to WeCom, official accounts and mini-programs: channels, calls, tokens and typed clients."""
