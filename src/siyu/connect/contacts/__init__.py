"""Who is connected with the brand on WeCom: staff, their customers, corp tags and groups, read from the platform and kept true."""
