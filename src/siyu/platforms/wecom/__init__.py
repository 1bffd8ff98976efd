"""WeCom (企业微信): its kind of channel and the calls the product makes."""
