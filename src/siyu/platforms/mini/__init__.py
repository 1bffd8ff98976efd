"""Mini-programs (小程序): their kind of channel and the calls the product makes."""
