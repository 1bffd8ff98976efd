"""Clock, texts, errors, money, bitmaps and documents: no project knowledge, no Django."""
