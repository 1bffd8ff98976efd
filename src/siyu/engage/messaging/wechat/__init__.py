"""Transports to WeChat: WeCom group messages that staff confirm, and official accounts' answers and notices."""
