"""Official accounts (公众号): their kind of channel and the calls the product makes."""
