"""Tags: what is said of members in a word, by whom, since when and until when."""
