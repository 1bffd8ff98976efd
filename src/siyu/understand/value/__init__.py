"""RFM and the super-user curve of a brand."""
