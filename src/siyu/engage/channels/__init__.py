"""Ways out that are no platform of WeChat's: text messages, mail, and calls of other systems."""
