"""What came in over the network: kept durably before it is acknowledged, then loaded in batches."""
